package io.jstartup.model.exec;

import java.util.List;

/**
 * {@code filter_env}: which of the shell's variables an app does not inherit.
 *
 * @param all every one
 * @param parts else those whose name contains one of these
 */
public record EnvironmentFilter(boolean all, List<String> parts) {
  /** It inherits them all. */
  public static final EnvironmentFilter NONE = new EnvironmentFilter(false, List.of());

  public EnvironmentFilter {
    parts = List.copyOf(parts);
  }

  public boolean drops(String name) {
    return all || parts.stream().anyMatch(name::contains);
  }
}
