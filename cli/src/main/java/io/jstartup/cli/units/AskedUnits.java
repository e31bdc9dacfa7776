package io.jstartup.cli.units;

import io.jstartup.generator.run.CommandRunner;
import io.jstartup.generator.run.SystemCommands;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.ServiceMark;
import io.jstartup.model.Status;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import io.jstartup.platforms.systemd.apps.ResidentMemory;
import io.jstartup.platforms.systemd.apps.UnitState;
import io.jstartup.platforms.systemd.apps.UnitStates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What systemd says of services at one moment. Of other init systems' services nothing is known. */
final class AskedUnits {
  private static final String SUFFIX = ".service";

  /** A user's manager that says nothing must not hold root's list up. */
  private static final Duration OTHERS_LIMIT = Duration.ofSeconds(5);

  private final Map<String, UnitState> states = new LinkedHashMap<>();
  private final Map<String, String> refusals = new HashMap<>();
  private String failure = "its init system runs it, and only systemd tells how it is";

  private AskedUnits() {}

  /** Asks once for all of them that the list of this home may lead to. */
  static AskedUnits of(Collection<String> services, HomeLayout home) {
    CommandRunner runner = new SystemCommands();
    return of(services, UnitAccess.of(home, runner), runner);
  }

  static AskedUnits of(Collection<String> services, UnitAccess access, CommandRunner runner) {
    AskedUnits asked = new AskedUnits();
    services.stream()
        .filter(service -> service.endsWith(SUFFIX))
        .distinct()
        .map(ServiceMark::parse)
        .filter(mark -> asked.isAllowed(mark, access))
        .collect(Collectors.groupingBy(ServiceMark::manager))
        .forEach((manager, marks) -> asked.askAll(access.systemctl(manager), marks, runner));
    return asked;
  }

  private boolean isAllowed(ServiceMark mark, UnitAccess access) {
    Optional<String> refusal = access.refusal(mark);
    refusal.ifPresent(why -> refusals.put(mark.text(), "not asked for: " + why));
    return refusal.isEmpty();
  }

  private void askAll(Systemctl systemctl, List<ServiceMark> marks, CommandRunner runner) {
    List<String> units = marks.stream().map(ServiceMark::name).toList();
    try {
      for (int i = 0; i < units.size(); i += UnitStates.MOST) {
        ask(systemctl, units.subList(i, Math.min(units.size(), i + UnitStates.MOST)), runner);
      }
    } catch (ProblemsException e) {
      failure = e.getMessage(); // what doesn't answer is not asked for the rest
    }
  }

  private void ask(Systemctl systemctl, List<String> units, CommandRunner runner) {
    Command question = UnitStates.question(systemctl.words("show"), units);
    CommandOutput output =
        runner.run(systemctl.isOthers() ? question.within(OTHERS_LIMIT) : question);
    // what the JVM counts from is Linux's monotonic clock, as systemd's times do
    UnitStates.answer(output.out(), System.nanoTime() / 1000, new ResidentMemory(Path.of("/")))
        .forEach(
            (unit, state) -> states.put(new ServiceMark(unit, systemctl.manager()).text(), state));
    if (!output.succeeded()) {
      failure = "systemctl says: " + output.error().strip();
    }
  }

  /** Never null: one that can't be told is stopped, and says why. */
  UnitState state(String service) {
    UnitState known = states.get(service);
    String why = refusals.getOrDefault(service, failure);
    return known != null ? known : new UnitState(Status.STOPPED, 0, 0, 0, 0, 0, why, false);
  }
}
