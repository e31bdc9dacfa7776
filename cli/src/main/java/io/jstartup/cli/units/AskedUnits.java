package io.jstartup.cli.units;

import io.jstartup.generator.run.CommandRunner;
import io.jstartup.generator.run.SystemCommands;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.ServiceMark;
import io.jstartup.model.Status;
import io.jstartup.platforms.CommandOutput;
import io.jstartup.platforms.systemd.apps.UnitState;
import io.jstartup.platforms.systemd.apps.UnitStates;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What systemd says of services at one moment. Of other init systems' services nothing is known. */
final class AskedUnits {
  private static final String SUFFIX = ".service";

  private final Map<String, UnitState> states = new LinkedHashMap<>();
  private String failure = "its init system runs it, and only systemd tells how it is";

  private AskedUnits() {}

  /** Asks once for all of them. */
  static AskedUnits of(Collection<String> services) {
    return of(services, new SystemCommands());
  }

  static AskedUnits of(Collection<String> services, CommandRunner runner) {
    AskedUnits asked = new AskedUnits();
    services.stream()
        .filter(service -> service.endsWith(SUFFIX))
        .distinct()
        .map(ServiceMark::parse)
        .collect(Collectors.groupingBy(ServiceMark::manager))
        .forEach((manager, marks) -> asked.askAll(manager, marks, runner));
    return asked;
  }

  private void askAll(Optional<String> manager, List<ServiceMark> marks, CommandRunner runner) {
    List<String> units = marks.stream().map(ServiceMark::name).toList();
    for (int i = 0; i < units.size(); i += UnitStates.MOST) {
      ask(manager, units.subList(i, Math.min(units.size(), i + UnitStates.MOST)), runner);
    }
  }

  private void ask(Optional<String> manager, List<String> units, CommandRunner runner) {
    try {
      CommandOutput output =
          runner.run(UnitStates.question(new Systemctl(manager).words("show"), units));
      // what the JVM counts from is Linux's monotonic clock, as systemd's times do
      UnitStates.answer(output.out(), System.nanoTime() / 1000)
          .forEach((unit, state) -> states.put(new ServiceMark(unit, manager).text(), state));
      if (!output.succeeded()) {
        failure = "systemctl says: " + output.error().strip();
      }
    } catch (ProblemsException e) {
      failure = e.getMessage();
    }
  }

  /** Never null: one that can't be told is stopped, and says why. */
  UnitState state(String service) {
    UnitState known = states.get(service);
    return known != null ? known : new UnitState(Status.STOPPED, 0, 0, 0, 0, 0, failure, false);
  }
}
