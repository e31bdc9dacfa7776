package io.jstartup.cli.logs;

import io.jstartup.cli.output.Printable;
import io.jstartup.supervisor.log.read.LogSource;
import java.io.IOException;

/** {@code timestamp=... app=web id=0 type=out message=...}, as {@code pm2 logs --format}. */
record PairsStyle(Clock clock) implements LineStyle {
  @Override
  public void begin(LogSource source, LineBuffer out) throws IOException {
    String time = clock.text();
    if (!time.isEmpty()) {
      out.add("timestamp=" + time + " ");
    }
    out.add("app=" + Printable.line(source.name()) + " id=" + id(source));
    out.add(" type=" + source.type() + " message=");
  }

  private static String id(LogSource source) {
    return source.id() == LogSource.NO_ID ? "" : Integer.toString(source.id());
  }

  @Override
  public void text(byte[] bytes, int from, int to, LineBuffer out) throws IOException {
    out.add(bytes, from, to);
  }
}
