package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.Exit;

/** Reads the status word of waitpid(2). */
final class ExitStatus {
  private ExitStatus() {}

  static Exit decode(int status) {
    int signal = status & 0x7F;
    return signal == 0
        ? new Exit.Code((status >> 8) & 0xFF)
        : new Exit.Killed(signal, (status & 0x80) != 0);
  }
}
