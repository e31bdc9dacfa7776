package io.jstartup.model.exec;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How an app's process differs from the supervisor that starts it. What is not given stays as the supervisor has it.
 *
 * @param runAs the user it runs as
 * @param umask its file mode creation mask, umask(2): 0 to 077
 * @param nice its priority, nice(1): -20, the most urgent, to 19
 * @param limits its resource limits, getrlimit(2)
 * @param environment by which rule its environment was made
 */
public record Execution(
    Optional<RunAs> runAs,
    Optional<Integer> umask,
    Optional<Integer> nice,
    Map<Resource, Limit> limits,
    EnvironmentRule environment) {
  /** With more than this its owner could not read what it makes, and the supervisor that starts it neither. */
  public static final int WIDEST_UMASK = 077;

  public static final int LOWEST_NICE = -20;
  public static final int HIGHEST_NICE = 19;

  /** As the supervisor itself. */
  public static final Execution INHERITED =
      new Execution(
          Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), EnvironmentRule.ALL);

  public Execution {
    Map<Resource, Limit> inOrder = new EnumMap<>(Resource.class);
    inOrder.putAll(limits);
    limits = inOrder.isEmpty() ? Map.of() : Collections.unmodifiableMap(inOrder);
  }

  public Execution withEnvironment(EnvironmentRule rule) {
    return new Execution(runAs, umask, nice, limits, rule);
  }
}
