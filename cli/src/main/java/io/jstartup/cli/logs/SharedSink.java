package io.jstartup.cli.logs;

import io.jstartup.supervisor.log.read.LineSink;
import io.jstartup.supervisor.log.read.LogSource;
import java.io.IOException;
import java.nio.file.Path;

/** One sink for several threads. What ends one of them ends the other at its next call. */
final class SharedSink implements LineSink {
  private final LineSink sink;
  private IOException failure;

  SharedSink(LineSink sink) {
    this.sink = sink;
  }

  @Override
  public synchronized void line(LogSource source, byte[] bytes, int from, int to, boolean ended)
      throws IOException {
    check();
    try {
      sink.line(source, bytes, from, to, ended);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  private void check() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public synchronized void heading(Path file) throws IOException {
    sink.heading(file);
  }

  @Override
  public synchronized void live() throws IOException {
    sink.live();
  }

  @Override
  public synchronized void idle() throws IOException {
    check();
    sink.idle();
  }

  @Override
  public synchronized void lost(LogSource source, long bytes) throws IOException {
    sink.lost(source, bytes);
  }

  @Override
  public synchronized void unreadable(LogSource source, String why) throws IOException {
    sink.unreadable(source, why);
  }
}
