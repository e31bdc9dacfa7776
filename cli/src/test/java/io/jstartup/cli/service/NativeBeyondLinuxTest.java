package io.jstartup.cli.service;

import static io.jstartup.cli.service.NativeApps.HOOK;
import static io.jstartup.cli.service.NativeApps.instances;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.service.ServicePlan;
import io.jstartup.platforms.service.ServiceWish;
import io.jstartup.platforms.shell.Keeper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the runner has no more than Java offers, it is asked for nothing that it can't do, and the report says so. */
final class NativeBeyondLinuxTest {
  /** What the runner there refuses, or would kill the app for. */
  private static final String ASKED =
      """
      {"exec_interpreter": "/usr/bin/node", "exec_mode": "cluster_mode", "wait_ready": true, "notify": true,
       "watchdog": 30000, "listen": ["8080"], "nice": 5, "limits": {"core": "0"}, "shutdown_with_message": true}
      """;

  private static final Set<String> LOST =
      Set.of(
          "exec_mode",
          "wait_ready",
          "notify",
          "watchdog",
          "listen",
          "nice",
          "limits",
          "shutdown_with_message");

  private final List<AppSpec> given = new ArrayList<>();
  @TempDir Path machine;

  static List<InitSystem> elsewhere() {
    List<InitSystem> all =
        InitSystems.all().stream().filter(init -> !Keeper.onLinux(init.id())).toList();
    assertEquals(5, all.size(), all.toString());
    return all;
  }

  private ServicePlan plan(InitSystem init, List<SavedInstance> apps) throws IOException {
    ServiceWish wish =
        new ServiceWish(HOOK, "jstartup-www", apps, path -> true, this::entry, Set.of());
    return init.services().plan(wish, NativeMachines.facts(machine), 0);
  }

  private String entry(SavedInstance saved) {
    given.add(saved.app());
    return "";
  }

  @ParameterizedTest
  @MethodSource("elsewhere")
  void whatTheRunnerCanNotDoThereIsLostAndNotAskedOfIt(InitSystem init) throws IOException {
    String losses = ServiceReport.losses(plan(init, instances("slow", ASKED))).toString();
    for (String field : LOST) {
      assertTrue(losses.contains("would lose " + field + ","), field + " in " + losses);
    }
    AppSpec app = given.get(0);
    assertTrue(app.execution().nice().isEmpty() && app.execution().limits().isEmpty());
    assertTrue(app.ready().watchdog().isZero() && app.listen().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("elsewhere")
  void whatAsksForNothingOfThatLosesNothing(InitSystem init) throws IOException {
    ServicePlan plan = plan(init, instances("slow", "{}"));
    assertEquals(List.of(), ServiceReport.losses(plan));
  }

  @ParameterizedTest
  @MethodSource("elsewhere")
  void anotherUsersAppAndBytesThatAreNoTextAreRefused(InitSystem init) throws IOException {
    for (String change :
        List.of("{'uid': 33, 'gid': 33}", "{'args': ['\\udcff']}", "{'env': {'A': '\\udcff'}}")) {
      List<SavedInstance> app = instances("slow", change.replace('\'', '"'));
      ProblemsException e = assertThrows(ProblemsException.class, () -> plan(init, app));
      assertTrue(
          e.getMessage().contains("'slow'") && e.getMessage().contains("only on Linux"),
          e.getMessage());
    }
    assertFalse(plan(init, instances("slow", "{\"uid\": 1000, \"gid\": 1000}")).files().isEmpty());
    assertTrue(given.get(0).execution().runAs().isEmpty());
  }

  @Test
  void onLinuxTheRunnerIsAskedForAllOfIt() throws IOException {
    ServicePlan plan = plan(InitSystems.named("openrc"), instances("slow", ASKED));
    assertEquals(List.of(), ServiceReport.losses(plan));
    assertEquals(List.of(instances("slow", ASKED).get(0).app()), given);
  }
}
