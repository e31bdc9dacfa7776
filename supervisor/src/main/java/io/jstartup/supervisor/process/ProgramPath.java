package io.jstartup.supervisor.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** PM2's own dumps name the interpreter by a bare word, {@code node}: found as execvp(3) does it, on the app's own PATH. */
final class ProgramPath {
  private ProgramPath() {}

  static String resolve(String program, Map<String, String> env) throws IOException {
    if (program.indexOf('/') >= 0) {
      return program;
    }
    for (String folder : env.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin").split(":")) {
      if (folder.startsWith("/") && Files.isExecutable(Path.of(folder, program))) {
        return folder + "/" + program;
      }
    }
    throw new IOException("interpreter '" + program + "' is not on the app's PATH");
  }
}
