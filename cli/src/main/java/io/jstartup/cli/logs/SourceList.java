package io.jstartup.cli.logs;

import io.jstartup.model.LogFiles;
import io.jstartup.supervisor.log.read.LogSource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the files of instances, each file once: who writes to it together is shown by name alone. */
final class SourceList {
  private static final String NOWHERE = "/dev/null";

  private final LogView view;
  private final Map<Path, LogSource> byFile = new LinkedHashMap<>();
  private final List<JournalSource> journals = new ArrayList<>();

  SourceList(LogView view) {
    this.view = view;
  }

  void add(int id, String name, LogFiles files) {
    if (view.out()) {
      add(files.out(), id, name, false);
    }
    if (view.error()) {
      add(files.error(), id, name, true);
    }
    if (files.out().equals(NOWHERE)
        && files.error().equals(NOWHERE)
        && !files.combined().isEmpty()) {
      add(files.combined(), id, name, false); // all that there is
    }
  }

  /** An app whose service writes to the journal. */
  void add(int id, String name, String unit) {
    journals.add(new JournalSource(unit, new LogSource(Path.of("journal", unit), id, name, false)));
  }

  List<JournalSource> journals() {
    return journals;
  }

  /** The supervisor's own. */
  void add(Path log) {
    if (view.out()) {
      byFile.put(log, new LogSource(log, LogSource.NO_ID, LogTargets.OWN, false));
    }
  }

  private void add(String file, int id, String name, boolean error) {
    try {
      if (!file.equals(NOWHERE)) {
        byFile.merge(
            Path.of(file), new LogSource(Path.of(file), id, name, error), SourceList::both);
      }
    } catch (InvalidPathException e) {
      return; // not even its writer could open it
    }
  }

  private static LogSource both(LogSource one, LogSource other) {
    int id = one.id() == other.id() ? one.id() : LogSource.NO_ID;
    return new LogSource(one.file(), id, one.name(), one.error() && other.error());
  }

  List<LogSource> sources() {
    return new ArrayList<>(byFile.values());
  }
}
