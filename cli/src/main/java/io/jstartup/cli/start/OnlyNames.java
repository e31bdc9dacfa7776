package io.jstartup.cli.start;

import io.jstartup.dump.processfile.Attributes;
import io.jstartup.dump.processfile.NearestName;
import io.jstartup.dump.processfile.ProcessFile;
import io.jstartup.dump.resolve.AppResolver;
import io.jstartup.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code --only}: which apps of process files are meant. A name that none of the files has is a mistake, not a wish for nothing. */
final class OnlyNames {
  private final Optional<List<String>> only;
  private final Set<String> found = new LinkedHashSet<>();

  /**
   * For one command.
   *
   * @param only empty: all apps are meant
   */
  OnlyNames(Optional<List<String>> only) {
    this.only = only;
  }

  /** Those of the file that are meant. */
  List<Attributes> of(ProcessFile file) {
    file.apps().forEach(app -> found.add(AppResolver.name(app)));
    return file.apps().stream()
        .filter(app -> only.isEmpty() || only.get().contains(AppResolver.name(app)))
        .toList();
  }

  /** What is wrong with the names, once all files are read. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (String name : only.orElse(List.of())) {
      if (!found.contains(name)) {
        problems.add(unknown(name));
      }
    }
    return problems;
  }

  private Problem unknown(String name) {
    String near = NearestName.of(name, found).map(it -> "; did you mean '" + it + "'?").orElse("");
    String apps = found.isEmpty() ? "it holds no app" : "its apps are: " + String.join(", ", found);
    return new Problem("--only: the process file has no app '" + name + "'" + near, apps);
  }
}
