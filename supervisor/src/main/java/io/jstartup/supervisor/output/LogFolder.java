package io.jstartup.supervisor.output;

import io.jstartup.io.Folders;
import io.jstartup.model.exec.RunAs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The folders of logs. Those of another user's are made when the log is opened, with that user's rights. */
final class LogFolder {
  private LogFolder() {}

  static void make(Path file, Optional<RunAs> user) throws IOException {
    if (user.isEmpty()) {
      Folders.makeParent(file.toString());
    }
  }
}
