package io.jstartup.model;

import java.util.Optional;

/**
 * Which names an app may be given. Commands take an id, a name, a namespace, {@code all}, {@code /a pattern/} or {@code -}: what reads as
 * one of the others could never be meant. Lists from elsewhere may hold such names; those apps are meant by their id.
 */
public final class AppName {
  private AppName() {}

  /** Why an app may not be called that; empty: it may. */
  public static Optional<String> refusal(String name) {
    if (name.matches("\\d{1,10}")) {
      return Optional.of("commands take a number for an id; name it differently");
    }
    if (name.equals("all")) {
      return Optional.of("commands take 'all' for all apps; name it differently");
    }
    if (name.equals("-")) {
      return Optional.of("commands take '-' for standard input; name it differently");
    }
    return name.length() > 2 && name.startsWith("/") && name.endsWith("/")
        ? Optional.of("commands take it for a pattern of names; name it differently")
        : Optional.empty();
  }
}
