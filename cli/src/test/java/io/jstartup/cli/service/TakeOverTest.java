package io.jstartup.cli.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.run.Together;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.service.AppService;
import io.jstartup.platforms.service.ServicePlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Once the gate is there the services alone start the apps. So all that makes them start has to be on the disk before, and their first step
 * out of there is a stop.
 */
final class TakeOverTest {
  @TempDir Path machine;

  static List<InitSystem> targets() {
    return MappingDocTest.targets();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void theFoldersOfWhatItMakesAndRemovesAreKnown(InitSystem init) throws IOException {
    ServicePlan plan =
        init.services().plan(MappingDocTest.wish(init), NativeMachines.facts(machine), 252);
    Set<Path> changed = new LinkedHashSet<>();
    plan.hook().links().forEach(link -> changed.add(link.getParent()));
    plan.takeOver().stream()
        .map(Command::argv)
        .filter(argv -> List.of("touch", "rm").contains(argv.get(0)))
        .map(argv -> Path.of(argv.get(argv.size() - 1)))
        .filter(
            file -> !file.startsWith("/run") && !file.startsWith("/var/run")) // of this boot alone
        .forEach(file -> changed.add(file.getParent()));
    plan.hook().gate().ifPresent(gate -> changed.add(gate.getParent()));
    assertTrue(plan.foldersOfNames().containsAll(changed), changed.toString());
  }

  /** A start may take as long as an app does to get ready. */
  @ParameterizedTest
  @MethodSource("targets")
  void allThatMakesThemStartAtBootComesBeforeTheFirstStart(InitSystem init) throws IOException {
    ServicePlan plan =
        init.services().plan(MappingDocTest.wish(init), NativeMachines.facts(machine), 252);
    assertFalse(plan.start().isEmpty());
    plan.start().forEach(start -> assertFalse(plan.takeOver().contains(start), start.toString()));
    for (Command start : plan.start()) {
      List<String> enabling = List.of("touch", "ln", "rm", "add", "defaults");
      assertTrue(start.argv().stream().noneMatch(enabling::contains), start.toString());
    }
  }

  /** As long as the gate isn't there, whatever else is. */
  @ParameterizedTest
  @MethodSource("targets")
  void eachServiceDoesNothingWithoutTheGate(InitSystem init) throws IOException {
    ServicePlan plan =
        init.services().plan(MappingDocTest.wish(init), NativeMachines.facts(machine), 252);
    String gate = plan.hook().gate().orElseThrow().toString();
    List<String> asking =
        NativeFiles.files(plan).stream()
            .map(file -> file.text())
            .filter(
                text ->
                    text.contains("\nConditionPathExists=" + gate + "\n")
                        || text.contains("\nif [ ! -e " + gate + " ]; then ex"))
            .toList();
    boolean units = init.id().startsWith("systemd");
    long services = plan.services().stream().filter(service -> units || service.starts()).count();
    assertEquals(services, asking.size());
    assertTrue(services > 1);
  }

  /** A removal closes the gate after the first step. */
  @ParameterizedTest
  @MethodSource("targets")
  void theFirstStepOfARemovalStopsAllOfThemAndNoOtherOneBeginsBefore(InitSystem init)
      throws IOException {
    ServicePlan plan =
        init.services().plan(MappingDocTest.wish(init), NativeMachines.facts(machine), 252);
    List<List<Command>> steps = Together.steps(plan.hook().disable());
    if (init.id().startsWith("systemd")) {
      assertEquals(List.of(plan.hook().stop()), steps.get(0));
    } else {
      assertEquals(
          plan.services().stream().filter(AppService::starts).count(), steps.get(0).size());
    }
  }
}
