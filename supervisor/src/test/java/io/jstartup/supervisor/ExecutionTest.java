package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.io.CallerIds;
import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.model.LogFiles;
import io.jstartup.model.OsText;
import io.jstartup.model.exec.EnvironmentChange;
import io.jstartup.model.exec.EnvironmentFilter;
import io.jstartup.model.exec.EnvironmentRule;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.exec.Limit;
import io.jstartup.model.exec.Resource;
import io.jstartup.model.exec.RunAs;
import io.jstartup.supervisor.client.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process is given besides its program: user, groups, limits, priority, umask; and its words all the same. */
@Timeout(60)
class ExecutionTest {
  private static final RunAs WWW = new RunAs(33, 4, List.of(4, 33, 12_345), "www-data");
  private static final Limit FILES = new Limit(100, 200);

  @TempDir Path folder;
  private TestDaemon daemon;

  @BeforeEach
  void launch() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    daemon = new TestDaemon(folder).launch();
  }

  @AfterEach
  void end() throws Exception {
    daemon.close();
  }

  private static void asRoot() throws Exception {
    assumeTrue(CallerIds.uid() == 0, "only root can start an app as another user");
  }

  private static Execution execution(Optional<RunAs> user, Optional<Integer> nice) {
    return new Execution(
        user, Optional.of(027), nice, Map.of(Resource.NOFILE, FILES), EnvironmentRule.ALL);
  }

  private AppSpec inRoot(AppSpec app, Map<String, String> env, Execution execution) {
    Launch launch = app.launch();
    return app.withLaunch(
            new Launch(
                launch.executable(), launch.args(), launch.interpreter(), List.of(), "/", env))
        .withExecution(execution);
  }

  private int started(AppSpec app) {
    Outcome outcome = daemon.start(app);
    assertEquals(List.of(), outcome.problems());
    return outcome.processes().get(0).pid();
  }

  private static List<String> strings(int pid, String file) throws Exception {
    byte[] bytes = Files.readAllBytes(Path.of("/proc/" + pid, file));
    List<String> strings = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        strings.add(OsText.decode(java.util.Arrays.copyOfRange(bytes, from, i)));
        from = i + 1;
      }
    }
    return strings;
  }

  /** Until the tools it was started through are gone. */
  private static void awaitProgram(int pid, String program) throws Exception {
    Await.until(
        "it is " + program,
        () -> {
          List<String> words = strings(pid, "cmdline");
          return !words.isEmpty() && words.get(0).equals(program);
        });
  }

  private static String line(int pid, String file, String start) throws Exception {
    return Files.readAllLines(Path.of("/proc/" + pid, file), StandardCharsets.ISO_8859_1).stream()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElseThrow()
        .substring(start.length())
        .trim()
        .replaceAll("\\s+", " ");
  }

  @Test
  void limitsPriorityAndUmaskAreItsOwn() throws Exception {
    AppSpec app = daemon.app("a", "/bin/sleep", List.of("600"));
    int pid = started(inRoot(app, TestDaemon.ENV, execution(Optional.empty(), Optional.of(7))));
    awaitProgram(pid, "/bin/sleep");
    assertEquals("100 200 files", line(pid, "limits", "Max open files"));
    assertEquals("0027", line(pid, "status", "Umask:"));
    String[] stat = Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ");
    assertEquals("7", stat[18]);
  }

  @Test
  void anotherUsersProcessHasItsGroupsAndNoRightsLeft() throws Exception {
    asRoot();
    AppSpec app = daemon.app("a", "/bin/sleep", List.of("600"));
    int pid = started(inRoot(app, TestDaemon.ENV, execution(Optional.of(WWW), Optional.of(0))));
    awaitProgram(pid, "/bin/sleep");
    assertEquals("33 33 33 33", line(pid, "status", "Uid:"));
    assertEquals("4 4 4 4", line(pid, "status", "Gid:"));
    assertEquals("4 33 12345", line(pid, "status", "Groups:"));
    assertEquals("0000000000000000", line(pid, "status", "CapEff:"));
    assertEquals("0000000000000000", line(pid, "status", "CapPrm:"));
    assertEquals("www-data", daemon.row("a").user());
    assertEquals(pid, daemon.row("a").pid());
  }

  @Test
  void hostileWordsPassTheChainByteForByte() throws Exception {
    asRoot();
    List<String> hostile =
        List.of(
            "",
            "--reuid=0",
            "A=B",
            " $(id) `id` 'x' \"y\" \\ %n",
            "two\nlines",
            OsText.decode(new byte[] {(byte) 0xFF, 'x'}),
            "x".repeat(100 * 1024));
    List<String> args = new ArrayList<>(List.of("-c", "sleep 600; :"));
    args.addAll(hostile);
    Map<String, String> env = new LinkedHashMap<>(TestDaemon.ENV);
    for (String value : hostile) {
      env.put("V" + env.size(), value);
    }
    env.put("odd name.with-dots", "1");
    AppSpec app = daemon.app("a", "/bin/sh", args);
    int pid = started(inRoot(app, env, execution(Optional.of(WWW), Optional.of(1))));
    awaitProgram(pid, "/bin/sh");
    List<String> expected = new ArrayList<>(List.of("/bin/sh"));
    expected.addAll(args);
    assertEquals(expected, strings(pid, "cmdline"));
    List<String> variables = strings(pid, "environ");
    env.forEach((name, value) -> assertTrue(variables.contains(name + "=" + value), name));
    assertEquals(env.size() + 5, variables.size());
  }

  @Test
  void aUsersLibraryIsNotLoadedByTheToolsThatRunAsRoot() throws Exception {
    asRoot();
    Path traces = Files.createDirectory(folder.resolve("traces"));
    Files.setPosixFilePermissions(traces, PosixFilePermissions.fromString("rwxrwxrwx"));
    Map<String, String> env = new LinkedHashMap<>(TestDaemon.ENV);
    env.put("LD_DEBUG", "files");
    env.put("LD_DEBUG_OUTPUT", traces.resolve("linker").toString());
    AppSpec app = daemon.app("a", "/bin/sleep", List.of("600"));
    int pid = started(inRoot(app, env, execution(Optional.of(WWW), Optional.empty())));
    awaitProgram(pid, "/bin/sleep");
    assertTrue(strings(pid, "environ").contains("LD_DEBUG=files"));
    Path trace = traces.resolve("linker." + pid);
    Await.until(
        "the linker says so",
        () -> Files.exists(trace) && Files.readString(trace).contains("/bin/sleep"));
    assertEquals(33, Files.getAttribute(trace, "unix:uid"), "no tool wrote it as root");
    assertFalse(Files.readString(trace).contains("setpriv"));
  }

  @Test
  void itIsStoppedRestartedAndAdopted() throws Exception {
    asRoot();
    AppSpec app = daemon.app("a", "/bin/sleep", List.of("600"));
    int pid = started(inRoot(app, TestDaemon.ENV, execution(Optional.of(WWW), Optional.empty())));
    awaitProgram(pid, "/bin/sleep");
    daemon.kill9();
    daemon.launch();
    assertEquals(pid, daemon.row("a").pid());
    daemon.client.restart(List.of("a"), progress -> {});
    int next = daemon.row("a").pid();
    awaitProgram(next, "/bin/sleep");
    assertEquals("33 33 33 33", line(next, "status", "Uid:"));
    assertEquals(List.of(), daemon.client.stop(List.of("a"), progress -> {}).problems());
    assertFalse(TestDaemon.alive(next));
  }

  @Test
  void itWritesItsLogsAndItsPidFileWhereItMay() throws Exception {
    asRoot();
    Path own = Files.createDirectory(folder.resolve("own"));
    Files.setAttribute(own, "unix:uid", 33);
    AppSpec app =
        daemon
            .app("a", "/bin/sh", List.of("-c", "echo hello; sleep 600"))
            .withFiles(
                new LogFiles(own.resolve("logs/a.log").toString(), "/dev/null", true),
                own.resolve("a.pid").toString());
    int pid = started(inRoot(app, TestDaemon.ENV, execution(Optional.of(WWW), Optional.empty())));
    Await.until(
        "it wrote",
        () ->
            Files.exists(own.resolve("logs/a.log"))
                && Files.readString(own.resolve("logs/a.log")).equals("hello\n"));
    assertEquals(33, Files.getAttribute(own.resolve("logs/a.log"), "unix:uid"));
    assertEquals(Integer.toString(pid), Files.readString(own.resolve("a-0.pid")));
    assertEquals(33, Files.getAttribute(own.resolve("a-0.pid"), "unix:uid"));
  }

  @Test
  void whatItMayNotEnterIsItsReason() throws Exception {
    asRoot();
    AppSpec app = daemon.app("a", "/bin/sleep", List.of("600"));
    Outcome outcome =
        daemon.start(
            app.withExecution(execution(Optional.of(WWW), Optional.empty()))); // its cwd is ours
    assertTrue(
        outcome.problems().get(0).why().contains("cannot enter working directory as user 33"),
        outcome.problems().toString());
    assertEquals("errored", daemon.row("a").status());
    assertEquals(0, daemon.row("a").restarts());
  }

  private Map<String, String> variables(String name) throws Exception {
    int pid = daemon.row(name).pid();
    awaitProgram(pid, "/bin/sleep");
    Map<String, String> variables = new LinkedHashMap<>();
    for (String assignment : strings(pid, "environ")) {
      int equals = assignment.indexOf('=');
      variables.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }
    return variables;
  }

  private Outcome restart(EnvironmentChange change) {
    return daemon.client.restart(List.of("a"), Map.of(), false, change, progress -> {});
  }

  @Test
  void anEnvironmentChangesOnlyWhenThatIsAskedFor() throws Exception {
    EnvironmentRule rule =
        new EnvironmentRule(new EnvironmentFilter(false, List.of("DROP")), Set.of("OWN", "PORT"));
    Map<String, String> env = Map.of("PATH", "/bin", "OLD", "1", "OWN", "o", "PORT", "80");
    AppSpec plain = daemon.app("a", "/bin/sleep", List.of("600"));
    AppSpec app =
        inRoot(plain, env, Execution.INHERITED.withEnvironment(rule))
            .withOthers(Map.of("env_production", Map.of("OWN", "p", "MORE", "m")));
    started(app);
    restart(EnvironmentChange.NONE);
    assertEquals("1", variables("a").get("OLD"));

    Map<String, String> shell =
        Map.of("PATH", "/usr/bin", "PORT", "81", "DROPPED", "x", "odd name", "\udcff");
    Outcome outcome = restart(new EnvironmentChange(Optional.of(shell), Optional.of("production")));
    assertEquals(List.of(), outcome.problems());
    Map<String, String> changed = variables("a");
    List.of("unique_id", "name", "pm_id", "NODE_APP_INSTANCE", "JSTARTUP_HOME")
        .forEach(changed::remove);
    assertEquals(
        Map.of("PATH", "/usr/bin", "PORT", "81", "odd name", "\udcff", "OWN", "p", "MORE", "m"),
        changed);

    int pid = daemon.row("a").pid();
    Outcome refused = restart(new EnvironmentChange(Optional.empty(), Optional.of("staging")));
    assertTrue(refused.problems().get(0).why().contains("no 'env_staging'"));
    assertEquals(pid, daemon.row("a").pid());
  }
}
