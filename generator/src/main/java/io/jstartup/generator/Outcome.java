package io.jstartup.generator;

import java.util.List;

/**
 * What an install or a removal did.
 *
 * @param changed false: there was nothing to do
 * @param done the steps, in words, in order
 * @param warnings what the reader should know although it worked
 * @param failed those of the warnings that say that the service may still run, or start at a boot; only a forced removal goes on then
 */
public record Outcome(
    boolean changed,
    String serviceName,
    List<String> done,
    List<String> warnings,
    List<String> failed) {
  public Outcome {
    done = List.copyOf(done);
    warnings = List.copyOf(warnings);
    failed = List.copyOf(failed);
  }

  /** Nothing has failed. */
  Outcome(boolean changed, String serviceName, List<String> done, List<String> warnings) {
    this(changed, serviceName, done, warnings, List.of());
  }
}
