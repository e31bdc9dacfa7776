package io.jstartup.cli.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.platforms.Command;
import io.jstartup.platforms.InitSystem;
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
 * The saved list says already that the apps are services, and is on the disk. So all that makes these start has to be brought there too:
 * after a power cut nobody would start the apps.
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
    assertFalse(changed.isEmpty());
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
}
