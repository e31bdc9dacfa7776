package io.jstartup.generator.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the machine's tools are: the system's folders, and those below {@code /usr/local} only where root alone can write. PATH is not
 * asked: it comes from the user, and root runs what is found here.
 */
final class SystemTools {
  private static final List<Path> FOLDERS =
      List.of(
          Path.of("/usr/xpg4/bin"), // POSIX' own where Solaris' in the next takes no options
          Path.of("/usr/bin"),
          Path.of("/bin"),
          Path.of("/usr/sbin"),
          Path.of("/sbin"),
          Path.of("/lib/finit")); // where Debian has its initctl
  private static final List<Path> LOCAL_FOLDERS =
      List.of(Path.of("/usr/local/bin"), Path.of("/usr/local/sbin"));

  private SystemTools() {}

  static Optional<Path> find(String name) {
    if (name.isEmpty() || name.contains("/")) {
      return Optional.empty();
    }
    return FOLDERS.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .or(() -> findLocal(name));
  }

  private static Optional<Path> findLocal(String name) {
    return LOCAL_FOLDERS.stream()
        .filter(SystemTools::isRootsAlone)
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .filter(SystemTools::isRootsAlone)
        .findFirst();
  }

  private static boolean isRootsAlone(Path path) {
    try {
      Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
      return !Files.isSymbolicLink(path)
          && Files.getAttribute(path, "unix:uid").equals(0)
          && !mode.contains(PosixFilePermission.GROUP_WRITE)
          && !mode.contains(PosixFilePermission.OTHERS_WRITE);
    } catch (IOException e) {
      return false;
    }
  }
}
