package io.jstartup.supervisor.process;

import io.jstartup.io.DurableFile;
import io.jstartup.io.Folders;
import io.jstartup.io.RewrittenFile;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.FileTask;
import io.jstartup.platforms.os.OperatingSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The pid files of apps that have one, for instances that count. A convenience for the user's own scripts, so failing to write or to
 * remove one stops nothing: it is logged.
 */
final class PidFiles {
  private final OperatingSystem os;
  private final Path pids;
  private final EventLog log;

  PidFiles(OperatingSystem os, String home, EventLog log) {
    this.os = os;
    this.pids = new HomeLayout(Path.of(home)).pids();
    this.log = log;
  }

  /** With the pid of its main process. */
  void write(Instance instance) {
    String file = instance.app().pidFile();
    if (file.isEmpty() || !instance.counts()) {
      return;
    }
    byte[] text = Integer.toString(instance.pid()).getBytes(StandardCharsets.US_ASCII);
    try {
      withRights(instance, file, () -> put(Path.of(file), text));
    } catch (IOException | InvalidPathException e) {
      log.line(instance, "cannot write its pid file: " + e);
    }
  }

  /** Where only we can put anything it is written over: to replace hundreds takes longer than to start what they name. */
  private void put(Path file, byte[] text) throws IOException {
    Folders.makeParent(file.toString());
    if (pids.equals(file.getParent())) {
      RewrittenFile.write(file, text);
    } else {
      DurableFile.system().publish(file, text);
    }
  }

  void remove(Instance instance) {
    String file = instance.app().pidFile();
    if (file.isEmpty() || !instance.counts()) {
      return;
    }
    try {
      withRights(instance, file, () -> Files.deleteIfExists(Path.of(file)));
    } catch (IOException | InvalidPathException e) {
      log.line(instance, "cannot remove its pid file: " + e);
    }
  }

  /** Root writes for another user only where that user can't have planted a link. */
  private void withRights(Instance instance, String file, FileTask task) throws IOException {
    Optional<RunAs> user = instance.app().execution().runAs();
    if (user.isPresent()) {
      os.onBehalfOf(user.get(), Path.of(file), task);
    } else {
      task.run();
    }
  }
}
