package io.jstartup.cli.logs;

import io.jstartup.cli.output.Console;
import io.jstartup.model.Problem;
import io.jstartup.supervisor.log.read.LineSink;
import io.jstartup.supervisor.log.read.LogSource;
import java.io.IOException;
import java.nio.file.Path;

/** Shows lines on stdout, and what there is to say about them on stderr. */
final class LogPrinter implements LineSink {
  private final Console console;
  private final LineStyle style;
  private final LiveClock clock;
  private final long lines;
  private final ReaderWatch reader = new ReaderWatch();
  private final LineBuffer out;
  private LogSource open;

  /** @param lines how many of each log are asked for */
  LogPrinter(Console console, LineStyle style, LiveClock clock, long lines) {
    this.console = console;
    this.style = style;
    this.clock = clock;
    this.lines = lines;
    this.out = new LineBuffer(console);
  }

  /** Before the first line, when there is no last one. */
  void beginEndless() throws IOException {
    reader.begin();
  }

  @Override
  public void line(LogSource source, byte[] bytes, int from, int to, boolean ended)
      throws IOException {
    if (!source.equals(open)) {
      endLine();
      style.begin(source, out);
    }
    style.text(bytes, from, to, out);
    if (ended || !style.canWait()) {
      out.newline();
      open = null;
    } else {
      open = source;
    }
  }

  private void endLine() throws IOException {
    if (open != null) {
      out.newline();
      open = null;
    }
  }

  @Override
  public void heading(Path file) throws IOException {
    endLine();
    out.flush();
    if (console.terminal().errIsTty()) {
      console.note("'" + file + "', last " + lines + " lines:");
    }
  }

  @Override
  public void live() {
    clock.start();
  }

  @Override
  public void idle() throws IOException {
    out.flush();
    reader.check();
  }

  /** As {@link #idle}, where it does not matter whether anybody reads. */
  void flush() throws IOException {
    out.flush();
  }

  /** After the last line. */
  void end() throws IOException {
    endLine();
    out.flush();
  }

  @Override
  public void lost(LogSource source, long bytes) throws IOException {
    endLine();
    out.flush();
    console.warn(
        new Problem(
            bytes + " bytes of '" + source.file() + "' are missing",
            "they were rotated away before they could be read"));
  }

  @Override
  public void unreadable(LogSource source, String why) {
    console.warn(new Problem("cannot read '" + source.file() + "'", why));
  }
}
