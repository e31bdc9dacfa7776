package io.jstartup.platforms.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Describes a machine as a folder tree: {@code path}, {@code path=content}, {@code path/} or {@code path->target}. */
final class MachineTree {
  private MachineTree() {}

  static MachineFacts of(Path root, String osName, String... entries) throws IOException {
    for (String entry : entries) {
      make(root, entry);
    }
    return new MachineFacts(root, osName, Map.of());
  }

  private static void make(Path root, String entry) throws IOException {
    String name = entry.split("->|=", 2)[0];
    Path path = root.resolve(name.substring(1));
    Files.createDirectories(name.endsWith("/") ? path : path.getParent());
    if (entry.contains("->")) {
      Files.createSymbolicLink(path, Path.of(entry.split("->", 2)[1]));
    } else if (!name.endsWith("/")) {
      Files.writeString(path, entry.contains("=") ? entry.split("=", 2)[1] : "");
    }
  }
}
