package io.jstartup.platforms.service;

import java.util.Locale;

/** How much of a setting a service keeps. */
public enum Fidelity {
  /** It means the same. */
  EXACT,
  /** It means nearly the same; the note says what differs. */
  APPROXIMATED,
  /** The service goes without; the note says why. */
  LOST;

  /** As reports write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
