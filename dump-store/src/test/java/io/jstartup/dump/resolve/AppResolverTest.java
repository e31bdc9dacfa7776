package io.jstartup.dump.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.Caller;
import io.jstartup.dump.processfile.Attributes;
import io.jstartup.model.AppSpec;
import io.jstartup.model.CrashLoop;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppResolverTest {
  @TempDir Path base;
  private Path bin;
  private Path work;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void makeFolders() throws IOException {
    bin = Files.createDirectory(base.resolve("bin"));
    work = Files.createDirectory(base.resolve("work dir"));
    environment.put("PATH", "relative:/nowhere:" + bin);
    for (String command : List.of("node", "python3", "sh", "java", "ruby", "tool")) {
      program(bin.resolve(command), "");
    }
  }

  @Test
  void givesScriptsTheInterpreterOfTheirExtension() throws IOException {
    assertEquals(argv("node", "a.js"), resolve("a.js").launch().argv());
    assertEquals(argv("python3", "a.b.py"), resolve("a.b.py").launch().argv());
    assertEquals(argv("sh", "a.sh"), resolve("a.sh").launch().argv(), "there is no bash here");
    assertEquals(
        List.of(
            bin.resolve("java").toString(),
            "-Xmx64m",
            "-jar",
            work.resolve("a.jar").toString(),
            "x"),
        resolve(Map.of("script", file("a.jar"), "node_args", "-Xmx64m", "args", List.of("x")))
            .launch()
            .argv());
    String missing = problem(Map.of("script", file("a.php")));
    assertTrue(
        missing.contains("no interpreter 'php'") && missing.contains("apt install php-cli"),
        missing);
  }

  @Test
  void runsExecutablesAsTheyAre() throws IOException {
    Path own = program(work.resolve("own"), "#!/bin/sh\n");
    assertEquals(List.of(own.toString()), resolve(Map.of("script", "own")).launch().argv());
    assertEquals(List.of(own.toString()), resolve(Map.of("script", "./x/../own")).launch().argv());
    assertEquals(
        List.of(bin.resolve("tool").toString()), resolve(Map.of("script", "tool")).launch().argv());
    assertEquals(
        List.of(bin + "/sh"), resolve(bin + "/sh").launch().argv(), "a name is no extension");
    Files.writeString(work.resolve("closed"), "#!/bin/sh\n");
    assertTrue(problem(Map.of("script", "closed")).contains("chmod +x"));
    Files.writeString(work.resolve("www"), "#!/usr/bin/env node\n");
    assertEquals(argv("node", "www"), resolve(Map.of("script", "www")).launch().argv());
  }

  @Test
  void takesTheInterpreterThatIsAskedFor() throws IOException {
    assertEquals(
        argv("ruby", "a.js"),
        resolve(Map.of("script", file("a.js"), "interpreter", "ruby")).launch().argv());
    assertEquals(
        List.of(bin + "/ruby", work + "/a.js"),
        resolve(Map.of("script", "a.js", "interpreter", "../bin/ruby")).launch().argv());
    program(work.resolve("b.js"), "");
    assertEquals(
        List.of(work + "/b.js"),
        resolve(Map.of("script", "b.js", "interpreter", "none")).launch().argv());
    assertTrue(problem(Map.of("script", "a.js", "interpreter", "none")).contains("not executable"));
    assertTrue(
        problem(Map.of("script", "a.js", "interpreter", "./none"))
            .contains("no file that can be executed"));
  }

  @Test
  void leavesACommandLineToTheShell() throws IOException {
    AppSpec app = resolve(Map.of("script", "echo $HOME | wc.x -c"));
    assertEquals(List.of("-c", "echo $HOME | wc.x -c"), app.launch().args());
    assertTrue(app.launch().executable().endsWith("sh"));
    assertEquals("echo $HOME | wc", app.name());
    assertEquals(argv("node", "with blank.js"), resolve("with blank.js").launch().argv());
  }

  @Test
  void saysWhatItLookedFor() {
    assertTrue(
        problem(Map.of("script", "gone.js"))
            .contains("there is no file '" + work.resolve("gone.js") + "'"));
    assertTrue(problem(Map.of("script", "gone")).contains("no command 'gone'"));
    assertTrue(problem(Map.of("script", ".")).contains("is a folder"));
    assertTrue(problem(Map.of("name", "x")).contains("'script' is missing"));
    assertTrue(problem(Map.of("script", "tool", "cwd", "nowhere")).contains("does not exist"));
    assertTrue(problem(Map.of("script", "\udcff")).contains("not UTF-8"));
  }

  @Test
  void refusesNamesThatNoCommandCouldMean() throws IOException {
    for (String name : List.of("3", "all", "-", "/x/")) {
      assertTrue(problem(Map.of("script", "tool", "name", name)).contains("name it differently"));
    }
    assertTrue(problem(Map.of("script", file("42.js"))).contains("can't be called '42'"));
    assertEquals("all2", resolve(Map.of("script", "tool", "name", "all2")).name());
  }

  @Test
  void completesWithDefaults() throws IOException {
    AppSpec app = resolve("my app.v2.js");
    assertEquals("my app.v2", app.name());
    assertEquals("default", app.namespace());
    assertEquals("/h/logs/my-app.v2-out.log", app.logs().out());
    assertEquals("/h/logs/my-app.v2-error.log", app.logs().error());
    assertTrue(app.logs().merge());
    assertEquals("/h/pids/my-app.v2.pid", app.pidFile());
    assertEquals(work.toString(), app.launch().cwd());
    assertEquals(1600, app.stop().timeout().toMillis());
    assertEquals(StopSignal.SIGINT, app.stop().signal());
    assertEquals(1, app.instances());
  }

  @Test
  void resolvesLogsAgainstTheFolderOfTheApp() throws IOException {
    AppSpec app =
        resolve(
            Map.of(
                "script",
                "tool",
                "cwd",
                "/",
                "out_file",
                "a/b.log",
                "error",
                "NULL",
                "log",
                "x.log",
                "instances",
                2));
    assertEquals("/a/b.log", app.logs().out());
    assertEquals("/dev/null", app.logs().error());
    assertEquals("/x.log", app.logs().combined());
    assertFalse(app.logs().merge());
  }

  @Test
  void aTildeIsTheHome() throws IOException {
    environment.put("HOME", base.toString());
    program(base.resolve("own"), "#!/bin/sh\n");
    AppSpec app =
        resolve(
            Map.of(
                "script", "~/own", "cwd", "~/work dir", "err", "~/e.log", "pid_file", "~/p.pid"));
    assertEquals(List.of(base + "/own"), app.launch().argv());
    assertEquals(work.toString(), app.launch().cwd());
    assertEquals(base + "/e.log", app.logs().error());
    assertEquals(base + "/p.pid", app.pidFile());
    assertEquals(
        base.toString(), resolve(Map.of("script", "tool", "cwd", "~")).launch().cwd(), "alone");
    assertTrue(problem(Map.of("script", "tool", "cwd", "./~")).contains("/~' does not exist"));
    environment.remove("HOME");
    String homeless = problem(Map.of("script", "tool", "cwd", "~"));
    assertTrue(homeless.contains("'cwd' begins with '~', and there is no HOME"), homeless);
  }

  @Test
  void countsInstances() {
    assertEquals(4, instances("max"));
    assertEquals(4, instances(0));
    assertEquals(3, instances(-1));
    assertEquals(1, instances(-9));
    assertEquals(7, instances("7"));
  }

  @Test
  void takesWhatRestartsAnApp() {
    RestartPolicy restart =
        resolve(
                Map.of(
                    "script",
                    "tool",
                    "maxMemoryRestart",
                    "1.0G",
                    "cron",
                    "*/30 * * * * *",
                    "crash_loop",
                    "5/10m",
                    "min_uptime",
                    "1m",
                    "increment_var",
                    "PORT"))
            .restart();
    assertEquals(1L << 30, restart.maxMemory());
    assertEquals("*/30 * * * * *", restart.cron());
    assertEquals(new CrashLoop(5, Duration.ofMinutes(10)), restart.crashLoop());
    assertEquals(Duration.ofMinutes(1), restart.minUptime());
    restart = resolve(Map.of("script", "tool", "cron_restart", 0, "crash_loop", false)).restart();
    assertEquals("", restart.cron());
    assertTrue(restart.crashLoop().off());
    assertEquals(0, restart.maxMemory());
  }

  @Test
  void saysWhatIsWrongWithACronPattern() {
    List<Problem> problems = new ArrayList<>();
    Map<String, Object> raw = Map.of("script", "tool", "cron_restart", "* * * asdasd");
    Attributes.of("app", raw, problems, new ArrayList<>());
    String message = problems.get(0).message();
    assertTrue(message.contains("it has 4 fields, not 5 or 6"), message);
  }

  @Test
  void givesNeitherTheCallersReadinessAndWatchdogNorItsSockets() throws Exception {
    for (String name :
        List.of(
            "NOTIFY_SOCKET",
            "WATCHDOG_USEC",
            "WATCHDOG_PID",
            "LISTEN_FDS",
            "LISTEN_PID",
            "LISTEN_FDNAMES",
            "LISTEN_PIDFDID")) {
      environment.put(name, "caller's");
    }
    Map<String, String> env =
        resolve(Map.of("script", "tool", "env", Map.of("WATCHDOG_USEC", "7"))).launch().env();
    assertEquals(Map.of("PATH", environment.get("PATH"), "WATCHDOG_USEC", "7"), env);
  }

  @Test
  void givesTheCallersEnvironmentWithoutItsOwnTraces() {
    environment.put("JSTARTUP_LAUNCHER_PID", "7");
    environment.put("unique_id", "of another app");
    environment.put("LANG", "\udcff");
    environment.put("A", "caller's");
    Map<String, String> env =
        resolve(Map.of("script", "tool", "env", Map.of("A", "mine", "PORT", 1), "port", 80))
            .launch()
            .env();
    assertEquals(
        Map.of("PATH", environment.get("PATH"), "LANG", "\udcff", "A", "mine", "PORT", "80"), env);
  }

  @Test
  void whatPythonPrintsIsNotHeldBack() throws IOException {
    String name = "PYTHONUNBUFFERED";
    AppSpec app = resolve("a.py");
    assertEquals("1", app.launch().env().get(name));
    assertEquals(Set.of(name), app.execution().environment().own(), "an update keeps it");
    assertEquals(
        "", resolve(Map.of("script", "a.py", "env", Map.of(name, ""))).launch().env().get(name));
    environment.put(name, "x");
    assertEquals("x", resolve("a.py").launch().env().get(name));
    environment.remove(name);
    assertFalse(resolve("a.rb").launch().env().containsKey(name));
    assertFalse(resolve(Map.of("script", "python3 a.py")).launch().env().containsKey(name));
  }

  @Test
  void takesSignalAndTimeoutOfTheCallerUnlessTheAppHasItsOwn() {
    environment.put("PM2_KILL_SIGNAL", "SIGTERM");
    environment.put("PM2_KILL_TIMEOUT", "5000");
    AppSpec app = resolve(Map.of("script", "tool"));
    assertEquals(StopSignal.SIGTERM, app.stop().signal());
    assertEquals(Duration.ofSeconds(5), app.stop().timeout());
    app = resolve(Map.of("script", "tool", "kill_signal", "USR1", "kill_timeout", 1));
    assertEquals(StopSignal.SIGUSR1, app.stop().signal());
    environment.put("PM2_KILL_SIGNAL", "SIGSPOON");
    environment.put("PM2_KILL_TIMEOUT", "99999999999");
    ProblemsException e =
        assertThrows(ProblemsException.class, () -> resolve(Map.of("script", "tool")));
    assertEquals(2, e.problems().size());
  }

  @Test
  void refusesTwoAppsOfOneNameAndImpossibleNames() {
    List<Attributes> apps =
        List.of(
            attributes(Map.of("script", "tool")),
            attributes(Map.of("script", "node", "name", "tool")));
    assertTrue(
        assertThrows(ProblemsException.class, () -> resolver().resolve(apps))
            .getMessage()
            .contains("same name, 'tool'"));
    assertTrue(problem(Map.of("script", "tool", "instance_var", "A=B")).contains("'instance_var'"));
  }

  @Test
  void aNumberOfANodeScriptsInstancesMeansClusterMode() throws IOException {
    assertTrue(resolve(Map.of("script", file("a.js"), "instances", 1L)).clusterMode());
    assertTrue(resolve(Map.of("script", file("a.js"), "exec_mode", "cluster")).clusterMode());
    assertFalse(resolve("a.js").clusterMode());
    assertFalse(
        resolve(Map.of("script", file("a.js"), "instances", "max", "exec_mode", "fork"))
            .clusterMode());
    assertFalse(
        resolve(Map.of("script", file("a.js"), "instances", 2L, "execute_command", true))
            .clusterMode());
    assertFalse(resolve(Map.of("script", file("a.py"), "instances", 4L)).clusterMode());
    String refused = problem(Map.of("script", file("a.py"), "exec_mode", "cluster"));
    assertTrue(refused.contains("for what Node runs"), refused);
  }

  private int instances(Object wanted) {
    return resolve(Map.of("script", "tool", "instances", wanted)).instances();
  }

  private List<String> argv(String interpreter, String script) {
    return List.of(bin.resolve(interpreter).toString(), work.resolve(script).toString());
  }

  private String file(String name) throws IOException {
    Files.writeString(work.resolve(name), "");
    return name;
  }

  private static Path program(Path file, String content) throws IOException {
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private AppSpec resolve(String script) throws IOException {
    return resolve(Map.of("script", file(script)));
  }

  private AppSpec resolve(Map<String, ?> raw) {
    return resolver().resolve(List.of(attributes(raw))).get(0);
  }

  private String problem(Map<String, ?> raw) {
    return assertThrows(ProblemsException.class, () -> resolve(raw)).getMessage();
  }

  private AppResolver resolver() {
    return new AppResolver(
        new Caller(work.toString(), environment, new HomeLayout(Path.of("/h")), 4));
  }

  private static Attributes attributes(Map<String, ?> raw) {
    List<Problem> problems = new ArrayList<>();
    Attributes attributes = Attributes.of("app", raw, problems, new ArrayList<>());
    assertEquals(List.of(), problems);
    return attributes;
  }
}
