package io.jstartup.supervisor.ready;

import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.FileTask;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.supervisor.process.EventLog;
import io.jstartup.supervisor.process.Instance;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The empty files that say that an instance is about to go. A failure is logged and stops nothing. */
final class DrainFiles {
  private final EventLog log;
  private final OperatingSystem os;

  DrainFiles(EventLog log, OperatingSystem os) {
    this.log = log;
    this.os = os;
  }

  /** One that is there already is left as it is. */
  void make(Instance instance, String file) {
    attempt(instance, "make", file, DrainFiles::create);
  }

  /** What is not an empty file is none that was made here, and stays. */
  void remove(Instance instance, String file) {
    attempt(instance, "remove", file, DrainFiles::removeIfEmpty);
  }

  private interface Task {
    void run(Path path) throws IOException;
  }

  private static void create(Path path) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      Files.createFile(path, mode);
    } catch (FileAlreadyExistsException e) {
      if (!Files.exists(path)) {
        throw e; // a link that leads nowhere
      }
    }
  }

  private static void removeIfEmpty(Path path) throws IOException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (found.isRegularFile() && found.size() == 0) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      return; // it was never drained
    }
  }

  private void attempt(Instance instance, String verb, String file, Task task) {
    try {
      Path path = Path.of(instance.app().launch().cwd()).resolve(file);
      withRights(instance, path, () -> task.run(path));
    } catch (IOException | InvalidPathException e) {
      log.line(instance, "cannot " + verb + " its drain file: " + e);
    }
  }

  /** Root makes and removes files for another user only where that user could. */
  private void withRights(Instance instance, Path path, FileTask task) throws IOException {
    Optional<RunAs> user = instance.app().execution().runAs();
    if (user.isPresent()) {
      os.onBehalfOf(user.get(), path, task);
    } else {
      task.run();
    }
  }
}
