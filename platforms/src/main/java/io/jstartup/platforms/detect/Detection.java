package io.jstartup.platforms.detect;

import io.jstartup.model.Problem;
import io.jstartup.platforms.InitSystem;
import java.util.List;
import java.util.Optional;

/**
 * Which init system runs here, and why we think so.
 *
 * @param initSystem the answer; empty when nothing runs here that could start anything at boot, or when it can't be told
 * @param evidence all that was seen, the strongest first
 * @param problem why there is no answer, and what to do; empty when there is one
 */
public record Detection(
    Optional<InitSystem> initSystem, List<Evidence> evidence, Optional<Problem> problem) {
  public Detection {
    evidence = List.copyOf(evidence);
  }
}
