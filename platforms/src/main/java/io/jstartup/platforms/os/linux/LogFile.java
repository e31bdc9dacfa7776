package io.jstartup.platforms.os.linux;

import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.OsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A log that the supervisor writes itself: opened as an app's is, and then handed to Java by its entry in {@code /proc/self/fd}. */
final class LogFile {
  private static final int TYPE = 0170000;
  private static final int REGULAR = 0100000;
  private static final int CHARACTER_DEVICE = 0020000;

  private LogFile() {}

  static FileChannel open(Path file, Optional<RunAs> user) throws IOException {
    int fd = descriptor(file.toString(), user);
    try {
      Path opened = Path.of("/proc/self/fd/" + fd);
      int type = (int) Files.getAttribute(opened, "unix:mode") & TYPE;
      if (type != REGULAR && type != CHARACTER_DEVICE) {
        throw new IOException(
            "cannot open log '" + file + "': it is a pipe or a socket; name a file");
      }
      return FileChannel.open(opened, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    } finally {
      LibC.close(fd);
    }
  }

  private static int descriptor(String file, Optional<RunAs> user) throws IOException {
    try {
      return user.isPresent() ? OwnedFiles.openLog(user.get(), file) : OwnLog.open("log", file);
    } catch (OsException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
