package io.jstartup.dump.resolve;

import io.jstartup.dump.processfile.Attributes;
import io.jstartup.model.OsText;
import io.jstartup.model.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes an app's paths absolute; those that Java can't open become problems. */
final class Paths {
  private final Attributes app;
  private final List<Problem> problems;

  Paths(Attributes app, List<Problem> problems) {
    this.app = app;
    this.problems = problems;
  }

  /** Without {@code .} and {@code ..}; links stay as they are. */
  Optional<String> absolute(String path, String base, String attribute) {
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
