package io.jstartup.cli.service;

import io.jstartup.cli.daemon.ServedHome;
import io.jstartup.dump.ListDiff;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.ServiceMark;
import io.jstartup.model.hook.BootHook;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The apps in the list of the supervisor, for root: it answers the home's owner and root. Close it. */
final class UnderSupervisor implements AutoCloseable {
  private final AppList list;

  UnderSupervisor(AppList list) {
    this.list = list;
  }

  /** The one that serves the home; empty when none does. */
  static Optional<UnderSupervisor> of(BootHook hook) {
    try {
      Optional<SupervisorClient> client =
          SupervisorClient.connect(new HomeLayout(hook.jstartupHome()).socket());
      client.ifPresent(found -> ServedHome.require(found, hook));
      return client.map(AppList::of).map(UnderSupervisor::new);
    } catch (IOException e) {
      throw new ProblemsException(
          new Problem("cannot reach the supervisor of '" + hook.jstartupHome() + "'", e.toString()),
          e);
    }
  }

  /** Saving would save more than our own change otherwise. */
  void requireSaved(List<SavedInstance> saved) {
    if (!ListDiff.of(saved, list.draft()).same()) {
      throw new ProblemsException(
          "the saved list is not what the supervisor lists",
          "to hand apps over, the list has to be saved again",
          "see what differs with 'jstartup save --diff', then: jstartup save");
    }
  }

  /** Saving would forget what is saved and not listed. */
  void requireListed(List<SavedInstance> saved) {
    List<ListDiff.Which> unlisted = ListDiff.of(saved, list.draft()).removed();
    if (!unlisted.isEmpty()) {
      throw new ProblemsException(
          "the supervisor does not list all that is saved",
          "'" + unlisted.get(0).name() + "' would be forgotten" + more(unlisted.size() - 1),
          "as that user list them again with 'jstartup resurrect', or save the list without them");
    }
  }

  private static String more(int others) {
    return others == 0 ? "" : ", and " + others + " more";
  }

  List<ProcessRow> rows() {
    return list.rows();
  }

  static boolean isStopped(ProcessRow row) {
    return row.status().equals("stopped");
  }

  /** The ids of those that don't run. */
  List<String> stopped(Predicate<ProcessRow> which) {
    return rows().stream()
        .filter(which)
        .filter(UnderSupervisor::isStopped)
        .map(ProcessRow::id)
        .map(String::valueOf)
        .toList();
  }

  /**
   * Stops these and saves them as the init system's once this gate is there. Until a supervisor begins anew without the gate nothing starts
   * them here.
   */
  void handOver(Map<Integer, String> services, Path gate) {
    require(list.handOver(services, gate.toString()));
    list.save();
  }

  /** Which of these services of the list are to run, by the list alone; those of an older version are none. */
  Predicate<ProcessRow> toRun(boolean own) {
    Set<String> wanted =
        list.draft().stream()
            .filter(SavedInstance::run)
            .map(saved -> saved.number() + " " + saved.app().name())
            .collect(Collectors.toSet());
    Set<Integer> ids =
        rows().stream()
            .filter(row -> isService(row, own) && wanted.contains(row.number() + " " + row.name()))
            .map(ProcessRow::id)
            .collect(Collectors.toSet());
    return row -> ids.contains(row.id());
  }

  /** Whether it is a service of the user's own manager, or with {@code false} of the system's. */
  static boolean isService(ProcessRow row, boolean own) {
    return row.isService() && ServiceMark.parse(row.service()).manager().isPresent() == own;
  }

  /**
   * Makes these services of the list the supervisor's again, as they are; how many that were. {@link #start} saves that: a list with them
   * as stopped is never on the disk.
   */
  int takeBack(boolean own) {
    Map<Integer, String> services = new LinkedHashMap<>();
    list.rows().stream()
        .filter(row -> isService(row, own))
        .forEach(row -> services.put(row.id(), ""));
    if (!services.isEmpty()) {
      require(list.handOver(services, ""));
    }
    return services.size();
  }

  /** Starts these and saves the list. */
  void start(List<String> ids) {
    if (ids.isEmpty()) {
      list.save();
      return;
    }
    Outcome outcome = list.restart(ids);
    list.save();
    require(outcome);
  }

  private static void require(Outcome outcome) {
    if (!outcome.ok()) {
      throw new ProblemsException(outcome.problems());
    }
  }

  @Override
  public void close() {
    list.close();
  }
}
