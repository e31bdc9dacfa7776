package io.jstartup.supervisor.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of one instance in the folder of spools. Any thread. */
record SpoolFiles(Path folder, String uniqueId) {
  private static final String RECIPE = ".json";

  /** What the app writes. */
  Path spool(Stream stream) {
    return folder.resolve(uniqueId + "-" + stream.type());
  }

  /** How much of that is in the logs. */
  Path position(Stream stream) {
    return folder.resolve(uniqueId + "-" + stream.type() + ".at");
  }

  Path recipe() {
    return folder.resolve(uniqueId + RECIPE);
  }

  /** The instance whose recipe this is; null: it is none. */
  static String uniqueIdOf(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(RECIPE) ? name.substring(0, name.length() - RECIPE.length()) : null;
  }

  /** The recipe last: while it is there, so may be the others. */
  void delete() throws IOException {
    deleteSpools();
    Files.deleteIfExists(recipe());
  }

  void deleteSpools() throws IOException {
    for (Stream stream : Stream.values()) {
      Files.deleteIfExists(spool(stream));
      Files.deleteIfExists(position(stream));
    }
  }
}
