package io.jstartup.supervisor.process;

import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.model.AppSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** The version of an app as npm's {@code package.json} has it, in the script's folder or the next one above that has one. */
final class PackageVersion {
  /** What PM2 says when there is none. */
  static final String UNKNOWN = "N/A";

  private static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_FOLDERS = 40;
  private static final int MOST_CHARACTERS = 100;

  private PackageVersion() {}

  /** As it is now. Unknown of an app that runs as another user, as no file of theirs is worth a look with our rights. */
  static String of(AppSpec app) {
    if (app.execution().runAs().isPresent()) {
      return UNKNOWN;
    }
    try {
      Path folder = Path.of(app.launch().executable()).getParent();
      for (int i = 0; folder != null && i < MOST_FOLDERS; i++, folder = folder.getParent()) {
        Path file = folder.resolve("package.json");
        if (Files.isRegularFile(file)) {
          return in(file);
        }
      }
    } catch (IOException | InvalidPathException | JsonException e) {
      return UNKNOWN; // the app may not care for that file
    }
    return UNKNOWN;
  }

  private static String in(Path file) throws IOException {
    byte[] text;
    try (InputStream in = Files.newInputStream(file)) {
      text = in.readNBytes(MOST_BYTES + 1);
    }
    return text.length <= MOST_BYTES
            && Json.parse(text) instanceof Map<?, ?> members
            && members.get("version") instanceof String version
            && version.length() <= MOST_CHARACTERS
        ? version
        : UNKNOWN;
  }
}
