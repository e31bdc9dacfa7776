package io.jstartup.supervisor;

import io.jstartup.io.DurableFile;
import io.jstartup.io.Reason;
import io.jstartup.model.Problem;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.process.EventLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The supervisor's own pid, for PM2's tools and for messages. No app waits for that: while it can't be written, say because the disk is
 * full, there is none rather than that of an earlier supervisor, and it is tried again. On the loop's thread.
 */
final class PidFile {
  private static final Duration LATER = Duration.ofSeconds(1);

  private final Path file;
  private final byte[] pid;
  private final EventLoop loop;
  private final EventLog log;
  private boolean failed;

  PidFile(Path file, int pid, EventLoop loop, EventLog log) {
    this.file = file;
    this.pid = Integer.toString(pid).getBytes(StandardCharsets.US_ASCII);
    this.loop = loop;
    this.log = log;
  }

  void write() {
    try {
      DurableFile.system().publish(file, pid);
    } catch (IOException e) {
      if (!failed) {
        failed = true;
        String remedy = "make room on its disk or mend it; trying again";
        String what = "cannot write the supervisor's pid file '" + file + "'";
        log.line(new Problem(what, Reason.of(e), remedy).message());
      }
      loop.after(LATER, this::write);
      removeOld();
    }
  }

  private void removeOld() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      return; // it is said already that something is wrong with it
    }
  }
}
