package io.jstartup.dump;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds commands as execvp(3) does: in the folders of a PATH that the caller gives, never in this process's own. */
public final class Programs {
  /** What a shell takes when there is no PATH. */
  public static final String USUAL_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private Programs() {}

  /** The absolute path of the command; relative folders in the PATH are passed over. */
  public static Optional<String> find(String command, String path) {
    if (command.isEmpty() || command.indexOf('/') >= 0) {
      return Optional.empty();
    }
    for (String folder : path.split(":")) {
      if (folder.startsWith("/") && isProgram(folder + "/" + command)) {
        return Optional.of(Path.of(folder).resolve(command).toString());
      }
    }
    return Optional.empty();
  }

  /** Whether this is a file that the caller may execute. */
  public static boolean isProgram(String file) {
    try {
      Path path = Path.of(file);
      return Files.isRegularFile(path) && Files.isExecutable(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
