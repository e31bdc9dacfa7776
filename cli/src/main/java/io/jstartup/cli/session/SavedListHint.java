package io.jstartup.cli.session;

import io.jstartup.dump.DumpStore;
import io.jstartup.dump.LoadResult;
import io.jstartup.model.SavedInstance;
import io.jstartup.supervisor.control.ProcessRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells when what runs is not what would come back after a boot. */
final class SavedListHint {
  private SavedListHint() {}

  /** Names and their instances count, and whether each is meant to run; other changes go unnoticed. */
  static Optional<String> of(DumpStore store, List<ProcessRow> processes) {
    LoadResult saved = store.load();
    if (!saved.warnings().isEmpty()) {
      return Optional.of("The saved list has a problem: " + saved.warnings().get(0).message());
    }
    if (count(saved.instances()).equals(countRows(processes))) {
      return Optional.empty();
    }
    if (processes.isEmpty()) {
      return Optional.of("Saved but not listed; to start the saved apps: jstartup resurrect");
    }
    return Optional.of(
        (saved.source().isEmpty() ? "Nothing is saved yet" : "The saved list differs from this one")
            + "; to have these apps back after a boot: jstartup save");
  }

  private static Map<String, Integer> count(List<SavedInstance> instances) {
    Map<String, Integer> counts = new HashMap<>();
    instances.forEach(
        saved ->
            counts.merge(
                key(saved.app().name(), saved.run() && !saved.isService()), 1, Integer::sum));
    return counts;
  }

  private static Map<String, Integer> countRows(List<ProcessRow> processes) {
    Map<String, Integer> counts = new HashMap<>();
    processes.forEach(row -> counts.merge(key(row.name(), isToRun(row)), 1, Integer::sum));
    return counts;
  }

  private static boolean isToRun(ProcessRow row) {
    return !row.isService() && !row.status().equals("stopped");
  }

  private static String key(String name, boolean run) {
    return (run ? "+" : "-") + name;
  }
}
