package io.jstartup.cli.daemon;

import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;

/** Takes this process out of the session of who started it. */
final class OwnSession {
  private OwnSession() {}

  static void begin(OperatingSystem os) {
    try {
      os.leaveSession();
    } catch (OsException e) {
      throw new ProblemsException(
          new Problem("cannot leave the terminal's session", e.getMessage()), e);
    }
  }
}
