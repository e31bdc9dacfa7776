package io.jstartup.cli.logs;

import io.jstartup.supervisor.log.read.LogSource;
import java.io.IOException;

/** The line, byte for byte. */
final class RawStyle implements LineStyle {
  @Override
  public void begin(LogSource source, LineBuffer out) {}

  @Override
  public void text(byte[] bytes, int from, int to, LineBuffer out) throws IOException {
    out.add(bytes, from, to);
  }
}
