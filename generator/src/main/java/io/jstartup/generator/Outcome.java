package io.jstartup.generator;

import java.util.List;

/**
 * What an install or a removal did.
 *
 * @param changed false: there was nothing to do
 * @param done the steps, in words, in order
 * @param warnings what the reader should know although it worked
 */
public record Outcome(
    boolean changed, String serviceName, List<String> done, List<String> warnings) {
  public Outcome {
    done = List.copyOf(done);
    warnings = List.copyOf(warnings);
  }
}
