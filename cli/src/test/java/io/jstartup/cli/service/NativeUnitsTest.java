package io.jstartup.cli.service;

import static io.jstartup.cli.service.NativeApps.HOOK;
import static io.jstartup.cli.service.NativeApps.hook;
import static io.jstartup.cli.service.NativeApps.instances;
import static io.jstartup.cli.service.NativeApps.wishOfUser;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.service.ServicePlan;
import io.jstartup.platforms.service.ServiceWish;
import io.jstartup.platforms.systemd.apps.AppUnits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs a runner, what is refused, and how services are called. */
final class NativeUnitsTest extends NativePlans {
  @Test
  void withoutASayOverMemoryTheUsersManagerTakesARunnerForThat() throws IOException {
    List<SavedInstance> app =
        instances("slow", "{\"max_memory_restart\": 1000000, \"autorestart\": true}");
    assertEquals("", ofUser(app, 252).services().get(0).runner());
    ServicePlan without =
        InitSystems.ofPlan("systemd-user")
            .services()
            .plan(
                wishOfUser(app), new MachineFacts(machine.resolve("bare"), "Linux", Map.of()), 252);
    assertFalse(without.services().get(0).runner().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "run/systemd/system/x=;sys/fs/cgroup/cgroup.controllers=cpu memory pids, ''",
    "run/systemd/system/x=;sys/fs/cgroup/cgroup.controllers=cpu pids, max_memory_restart",
    "run/systemd/system/x=;sys/fs/cgroup/memory/memory.limit_in_bytes=1, ''",
    "run/systemd/system/x=;sys/fs/cgroup/systemd/x=, max_memory_restart",
    "run/systemd/system/x=;proc/1/cgroup=0::/docker/a/init.scope;sys/fs/cgroup/cgroup.controllers=cpu memory;sys/fs/cgroup/docker/a/cgroup.controllers=cpu, max_memory_restart",
    "run/systemd/system/x=;proc/1/cgroup=0::/init.scope;sys/fs/cgroup/cgroup.controllers=memory;sys/fs/cgroup/init.scope/cgroup.controllers=cpu, ''"
  })
  void withoutAMemoryControllerTheSystemsManagerTakesARunnerForThat(String files, String need)
      throws IOException {
    List<SavedInstance> app =
        instances("slow", "{\"max_memory_restart\": 1000000, \"autorestart\": true}");
    MachineFacts facts =
        NativeMachines.facts(machine, List.of((files.isEmpty() ? "x=" : files).split(";")));
    ServicePlan plan =
        InitSystems.named("systemd").services().plan(NativeApps.wish(app), facts, 252);
    String runner = plan.services().get(0).runner();
    assertEquals(need, runner.replaceFirst("(.*; for )?", ""), runner);
    String unit = plan.files().get(2).text();
    assertEquals(need.isEmpty(), unit.contains("MemoryMax=1000000"), unit);
  }

  /** The supervisor gives up at the first end then, whatever it is. */
  @ParameterizedTest
  @CsvSource({
    "true, 0, 1000, no, 0, approximated",
    "true, 0, 0, no, 0, approximated",
    "true, 1, 1000, always, 1000, approximated",
    "false, 0, 1000, no, 0, exact"
  })
  void withoutAnyRestartsTheFirstEndIsTheLast(
      boolean auto, int most, int uptime, String restart, int window, String fidelity)
      throws IOException {
    String fields =
        "{\"autorestart\": %s, \"max_restarts\": %d, \"min_uptime\": %d}"
            .formatted(auto, most, uptime);
    ServicePlan plan = plan(instances("slow", fields), 252);
    String unit = plan.files().get(2).text();
    assertTrue(unit.contains("\nRestart=" + restart + "\n"), unit);
    assertTrue(unit.contains("\nStartLimitIntervalSec=" + window + "ms\n"), unit);
    assertEquals(window > 0, unit.contains("StartLimitBurst="), unit);
    String report = ServiceReport.text(plan);
    assertTrue(report.matches("(?s).*  " + fidelity + " +max_restarts, min_uptime:.*"), report);
    assertFalse(most == 0 && auto && !report.contains("gives up at the first end"), report);
  }

  @Test
  void whatIsNotRestartedTakesARunnerToBeRestartedForItsMemory() throws IOException {
    for (String never :
        List.of("{\"autorestart\": true, \"max_restarts\": 0, ", "{\"autorestart\": false, ")) {
      List<SavedInstance> app = instances("slow", never + "\"max_memory_restart\": 1000000}");
      String runner = ofUser(app, 252).services().get(0).runner();
      assertTrue(runner.endsWith("; for max_memory_restart"), runner);
    }
  }

  @ParameterizedTest
  @CsvSource({"/home/w w, 0", "/home/100%, 0", "/home/it's \"me\", 0", "/home/[w], 1", "/a*, 1"})
  void aHomeThatSystemdWouldTakeForAPatternTakesARunner(String home, int runners)
      throws IOException {
    List<SavedInstance> app = instances("slow", "{}");
    ServiceWish wish =
        new ServiceWish(
            hook(Path.of(home)), "jstartup-www", app, path -> true, saved -> "", Set.of());
    ServicePlan plan =
        InitSystems.ofPlan("systemd-user")
            .services()
            .plan(wish, NativeMachines.facts(machine), 252);
    assertEquals(runners, plan.services().stream().filter(it -> !it.runner().isEmpty()).count());
    String unit = plan.files().get(2).text();
    String path = home.replace("%", "%%") + "/.config/systemd/user/jstartup-www@slow-0";
    assertTrue(unit.contains(path), unit);
  }

  /** Both have a SIGCONT follow each stop signal. */
  @ParameterizedTest
  @CsvSource({
    "runit,SIGTSTP,true",
    "s6,SIGTTIN,true",
    "s6,SIGTTOU,true",
    "runit,SIGUSR2,false",
    "s6,SIGSTOP,false"
  })
  void aStopSignalThatTheNextOneTakesBackIsSentByARunner(String init, String signal, boolean runner)
      throws IOException {
    ServicePlan plan = scripts(init, instances("slow", "{\"kill_signal\": \"" + signal + "\"}"));
    assertEquals(
        runner,
        NativeFiles.files(plan).stream().anyMatch(file -> file.text().contains(" exec --settle ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'args': ['\\udcff']}",
        "{'pm_cwd': '/a\\nb'}",
        "{'pm_cwd': '/ends with a blank '}",
        "{'exec_interpreter': 'none', 'pm_exec_path': '/it\\u0027s'}",
        "{'env': {'A': '\\udcff'}}",
        "{'env': {'A': '\\ufffe'}}",
        "{'args': ['\\ufdd0']}",
        "{'pm_cwd': '/a\\ud83f\\udfff'}",
        "{'env': {'BASH_FUNC_a%%': '() { :; }'}}",
        "{'uid': 54321, 'gid': 7}",
        "{'exec_interpreter': 'node'}"
      })
  void whatAUnitCanNotCarryIsRefusedWithTheAppsName(String change) throws IOException {
    List<SavedInstance> hostile = instances("slow", change.replace('\'', '"'));
    ProblemsException e = assertThrows(ProblemsException.class, () -> plan(hostile, 252));
    assertEquals(1, e.problems().size(), e.getMessage());
    assertTrue(e.getMessage().contains("'slow'"), e.getMessage());
  }

  /** systemd says "String is not UTF-8 clean" of these, and ignores the line. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'env': {'A': '\\ufffe'}}",
        "{'args': ['\\ufdd0']}",
        "{'pm_cwd': '/a\\ud83f\\udfff'}"
      })
  void noncharactersTakeARunner(String change) throws IOException {
    List<SavedInstance> app = instances("slow", change.replace('\'', '"'));
    assertFalse(ofUser(app, 252).services().get(0).runner().isEmpty());
    ServicePlan plan =
        InitSystems.named("systemd")
            .services()
            .plan(NativeApps.wish(app), NativeMachines.facts(machine), 252);
    assertFalse(plan.services().get(0).runner().isEmpty());
  }

  @Test
  void anOldSystemdTakesNoControlCharactersInVariables() throws IOException {
    List<SavedInstance> app = instances("slow", "{\"env\": {\"A\": \"\\u001b\"}}");
    assertThrows(ProblemsException.class, () -> plan(app, 240));
    assertEquals(3, plan(app, 252).files().size());
  }

  @Test
  void anOldSystemdReadsNoLongLines() throws IOException {
    String path = "/" + "x".repeat(2019);
    assertEquals(3, plan(instances("slow", "{\"pm_cwd\": \"" + path + "\"}"), 234).files().size());
    for (String change :
        List.of("{\"pm_cwd\": \"" + path + "x\"}", "{\"args\": [\"" + path + "\"]}")) {
      List<SavedInstance> app = instances("slow", change);
      assertThrows(ProblemsException.class, () -> plan(app, 234), change);
      assertEquals(3, plan(app, 235).files().size());
    }
  }

  @Test
  void theHomeOfTheSupervisorIsNotInTheEnvironment() throws IOException {
    List<SavedInstance> app = instances("slow", "{\"env\": {\"JSTARTUP_HOME\": \"/h\"}}");
    assertFalse(
        plan(app, 252).files().stream().anyMatch(file -> file.text().contains("JSTARTUP_HOME")));
  }

  @Test
  void noTwoUsersHomesOrAppsShareAName() throws IOException {
    List<SavedInstance> app = instances("slow", "{}");
    String one = plan("jstartup-a", named(app, "b-c")).services().get(0).service();
    String other = plan("jstartup-a-b", named(app, "c")).services().get(0).service();
    assertFalse(one.equals(other), one);
    String spaced = plan("jstartup-a", named(app, "a b")).services().get(0).service();
    String scored = plan("jstartup-a", named(app, "a_b")).services().get(0).service();
    assertFalse(spaced.equals(scored), spaced);
    String longest = "x".repeat(100_000);
    assertTrue(plan("jstartup-a", named(app, longest)).services().get(0).service().length() < 255);
  }

  private static List<SavedInstance> named(List<SavedInstance> app, String name) {
    SavedInstance saved = app.get(0);
    return List.of(new SavedInstance(saved.app().withName(name), 0, saved.uniqueId(), true));
  }

  private static ServicePlan plan(String group, List<SavedInstance> instances) {
    return AppUnits.plan(
        new ServiceWish(HOOK, group, instances, path -> true, saved -> "", Set.of()), 252);
  }
}
