package io.jstartup.dump.resolve;

import io.jstartup.dump.processfile.Attributes;
import io.jstartup.model.OsText;
import io.jstartup.model.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Makes an app's paths absolute, as a shell would where they begin with {@code ~}: a process file has none that does it. Those that
 * Java can't open become problems.
 */
final class Paths {
  private final Attributes app;
  private final List<Problem> problems;
  private final String home;

  /** @param home what {@code ~} stands for; empty when that is not known */
  Paths(Attributes app, List<Problem> problems, String home) {
    this.app = app;
    this.problems = problems;
    this.home = home;
  }

  /** Without {@code .} and {@code ..}; links stay as they are. A folder that is called {@code ~} is {@code ./~}. */
  Optional<String> absolute(String path, String base, String attribute) {
    boolean fromHome = path.equals("~") || path.startsWith("~/");
    if (fromHome && !home.startsWith("/")) {
      String why = "'" + attribute + "' begins with '~', and there is no HOME";
      problems.add(app.problem(why, "write the path in full"));
      return Optional.empty();
    }
    return resolved(fromHome ? home + path.substring(1) : path, base, attribute);
  }

  private Optional<String> resolved(String path, String base, String attribute) {
    if (!OsText.isUtf8(path) || !OsText.isUtf8(base)) {
      problems.add(app.problem("'" + attribute + "' is a path that is not UTF-8", "rename it"));
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(base).resolve(path).normalize().toString());
    } catch (InvalidPathException e) {
      problems.add(
          app.problem(
              "'" + attribute + "' is a path that cannot be used here: " + e.getReason(),
              "run this in a UTF-8 locale"));
      return Optional.empty();
    }
  }
}
