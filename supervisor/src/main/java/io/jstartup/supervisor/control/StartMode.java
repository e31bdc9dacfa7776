package io.jstartup.supervisor.control;

import java.util.Locale;

/** What {@code start} does about an app whose name is listed already. */
public enum StartMode {
  /** A script or command: starts it again when it is down, else refuses. */
  NEW,
  /** {@code -f}: adds further instances under the same name. */
  FORCE,
  /** A process file: restarts what is listed with what the file says now, starts what is missing. */
  FILE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
