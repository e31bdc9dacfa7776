package io.jstartup.cli.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.cli.service.ScratchMachine.PowerCut;
import io.jstartup.model.SavedInstance;
import io.jstartup.platforms.InitSystems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whichever step of {@code native install} or {@code native remove} the power is cut at, one side starts each app at the next boot, and not
 * both. What a step leaves behind when it is cut in itself is nothing or the whole of it: files are replaced, links made and removed.
 */
final class CutChangeoverTest {
  private static final String RECEIPT = "jstartup-www@apps";

  @TempDir Path folder;
  private List<SavedInstance> apps;
  private int machines;

  @ParameterizedTest
  @CsvSource({
    "systemd, systemd",
    "systemd-user, systemd",
    "runit, runit",
    "openrc, init",
    "finit, finit"
  })
  void oneSideStartsEachAppWhereverItIsCut(String init, String comm) throws IOException {
    apps = oneThatRunsAndOneThatDoesNot();
    int services = 0;
    boolean done = false;
    int cuts = 0;
    for (; !done; cuts++) {
      ScratchMachine machine = machine(init, comm);
      ScratchList list = new ScratchList(machine, apps);
      machine.cutAt = cuts;
      done = !isCut(() -> install(machine, list));
      services += servicesStart(machine) ? 1 : 0;
      isTakenAwayWhole(machine);
    }
    assertTrue(cuts > 20 && services > 0 && services < 6, services + " of " + cuts);
    int supervisors = 0;
    done = false;
    for (cuts = 0; !done; cuts++) {
      ScratchMachine machine = machine(init, comm);
      ScratchList list = new ScratchList(machine, apps);
      install(machine, list);
      assertTrue(servicesStart(machine));
      machine.cutAt = machine.steps() + cuts;
      done = !isCut(() -> remove(machine, list));
      supervisors += servicesStart(machine) ? 0 : 1;
      isTakenAwayWhole(machine);
    }
    assertTrue(supervisors > 5 && supervisors < cuts, supervisors + " of " + cuts);
  }

  private static List<SavedInstance> oneThatRunsAndOneThatDoesNot() throws IOException {
    List<SavedInstance> all = NativeApps.instances("usual");
    return Stream.of(true, false)
        .map(run -> all.stream().filter(it -> it.run() == run).findFirst().orElseThrow())
        .toList();
  }

  private ScratchMachine machine(String init, String comm) throws IOException {
    Path root = folder.resolve(Integer.toString(machines++));
    return new ScratchMachine(root, InitSystems.ofPlan(init), comm, apps);
  }

  private static boolean isCut(Runnable work) {
    try {
      work.run();
      return false;
    } catch (PowerCut e) {
      return true;
    } catch (IllegalStateException e) { // on a thread of its own, beside others
      assertTrue(e.getCause() instanceof PowerCut, e.toString());
      return true;
    }
  }

  private static void install(ScratchMachine machine, ScratchList list) {
    UnderSupervisor supervisor = new UnderSupervisor(list);
    machine.hooks.install(NativeFiles.of(machine.hook, machine.plan));
    HandedOver what = HandedOver.of(machine.plan.services(), supervisor.rows(), name -> name);
    changeover(machine, supervisor).toServices(machine.plan, what.services());
  }

  private static void remove(ScratchMachine machine, ScratchList list) {
    machine.hooks.remove(RECEIPT, false, UnaryOperator.identity(), () -> {});
    changeover(machine, new UnderSupervisor(list)).toSupervisor(row -> false, true);
  }

  private static Changeover changeover(ScratchMachine machine, UnderSupervisor supervisor) {
    return new Changeover(machine.hooks, machine, supervisor, false);
  }

  /** Whether they do at the next boot; the supervisor has what they don't start, and nothing else. */
  private boolean servicesStart(ScratchMachine machine) {
    boolean open = machine.exists(machine.plan.hook().gate().orElseThrow());
    Set<String> supervised =
        ScratchList.atBoot(machine).stream()
            .filter(saved -> saved.run() && !saved.isService())
            .map(SavedInstance::uniqueId)
            .collect(Collectors.toSet());
    Set<String> wanted =
        apps.stream()
            .filter(SavedInstance::run)
            .map(SavedInstance::uniqueId)
            .collect(Collectors.toSet());
    if (open) {
      assertTrue(machine.servicesAreInPlace(), "after " + machine.steps() + " steps");
    }
    assertEquals(open ? Set.of() : wanted, supervised, "after " + machine.steps() + " steps");
    return open;
  }

  /** By a removal after the boot: the supervisor runs all, and nothing is left. */
  private void isTakenAwayWhole(ScratchMachine machine) {
    machine.cutAt = Integer.MAX_VALUE;
    ScratchList list = new ScratchList(machine, ScratchList.atBoot(machine));
    remove(machine, list);
    assertFalse(servicesStart(machine));
    assertEquals(apps, ScratchList.atBoot(machine));
    assertFalse(machine.exists(machine.plan.hook().gate().orElseThrow()));
    NativeFiles.of(machine.hook, machine.plan)
        .files()
        .forEach(file -> assertFalse(machine.exists(file.path()), file.path().toString()));
  }
}
