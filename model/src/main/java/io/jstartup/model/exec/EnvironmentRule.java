package io.jstartup.model.exec;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How an app's environment came about: what the shell had, less what the filter drops, and over it what the app's own attributes set.
 *
 * @param filter what is not taken from the shell
 * @param own the names of the variables that the app's own attributes set ({@code env}, {@code env_NAME}, {@code port})
 */
public record EnvironmentRule(EnvironmentFilter filter, Set<String> own) {
  /** All that the shell had, nothing of the app's own. */
  public static final EnvironmentRule ALL = new EnvironmentRule(EnvironmentFilter.NONE, Set.of());

  public EnvironmentRule {
    own = Collections.unmodifiableSet(new LinkedHashSet<>(own));
  }
}
