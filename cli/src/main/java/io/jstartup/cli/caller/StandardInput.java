package io.jstartup.cli.caller;

import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import java.io.IOException;

/** What is piped into a command. Can be read once. */
public final class StandardInput {
  private static final int MAX_BYTES = 16 << 20;

  private StandardInput() {}

  /** All of it, to its end. */
  public static byte[] read() {
    try {
      byte[] bytes = System.in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        String why = "it is longer than " + (MAX_BYTES >> 20) + " MiB";
        throw new ProblemsException("cannot read standard input", why, "");
      }
      return bytes;
    } catch (IOException e) {
      throw new ProblemsException(
          new Problem("cannot read standard input", String.valueOf(e.getMessage())), e);
    }
  }
}
