package io.jstartup.supervisor.exec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Programs of the system by name, from the system's own folders only, whatever any PATH says. */
public final class Tools {
  private static final List<Path> SYSTEM =
      List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));

  private final List<Path> folders;

  Tools(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /** Those of this system. */
  public static Tools ofSystem() {
    return new Tools(SYSTEM);
  }

  Optional<String> find(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /** Its absolute path. For one that {@link #find} finds. */
  String path(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalStateException("'" + name + "' is not installed"));
  }
}
