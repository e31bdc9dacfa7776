package io.jstartup.cli.service;

import io.jstartup.dump.ListDiff;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.hook.BootHook;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/** The apps in the list of the supervisor, for root: it answers the home's owner and root. Close it. */
final class UnderSupervisor implements AutoCloseable {
  private final SupervisorClient client;

  private UnderSupervisor(SupervisorClient client) {
    this.client = client;
  }

  /** The one that serves the home; empty when none does. */
  static Optional<UnderSupervisor> of(BootHook hook) {
    try {
      return SupervisorClient.connect(new HomeLayout(hook.jstartupHome()).socket())
          .map(UnderSupervisor::new);
    } catch (IOException e) {
      throw new ProblemsException(
          new Problem("cannot reach the supervisor of '" + hook.jstartupHome() + "'", e.toString()),
          e);
    }
  }

  /** Saving would save more than our own change otherwise. */
  void requireSaved(List<SavedInstance> saved) {
    if (!ListDiff.of(saved, client.draft()).same()) {
      throw new ProblemsException(
          "the saved list is not what the supervisor lists",
          "to hand apps over, the list has to be saved again",
          "see what differs with 'jstartup save --diff', then: jstartup save");
    }
  }

  /** The ids of instances that run, or of those that don't. */
  List<String> ids(boolean running, BiPredicate<String, Integer> which) {
    return client.list().stream()
        .filter(row -> which.test(row.name(), row.number()))
        .filter(row -> running != row.status().equals("stopped"))
        .map(ProcessRow::id)
        .map(String::valueOf)
        .toList();
  }

  /** Stops the instances that have a service and saves them as the init system's. From then on nothing starts them here. */
  void handOver(BiFunction<String, Integer, Optional<String>> service) {
    Map<Integer, String> services = new LinkedHashMap<>();
    for (ProcessRow row : client.list()) {
      service.apply(row.name(), row.number()).ifPresent(unit -> services.put(row.id(), unit));
    }
    require(client.handOver(services));
    client.save(false);
  }

  /** Makes all services of the list the supervisor's again, as they are; how many that were. */
  int takeBack() {
    Map<Integer, String> services = new LinkedHashMap<>();
    client.list().stream().filter(ProcessRow::isService).forEach(row -> services.put(row.id(), ""));
    if (!services.isEmpty()) {
      require(client.handOver(services));
      client.save(false);
    }
    return services.size();
  }

  /** Starts these and saves them as running. */
  void start(List<String> ids) {
    if (!ids.isEmpty()) {
      Outcome outcome = client.restart(ids, SupervisorClient.QUIET);
      client.save(false);
      require(outcome);
    }
  }

  private static void require(Outcome outcome) {
    if (!outcome.ok()) {
      throw new ProblemsException(outcome.problems());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
