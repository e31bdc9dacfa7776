package io.jstartup.tests.init;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.jstartup.tests.fidelity.Home;
import io.jstartup.tests.fidelity.RoundTrip;
import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.Distribution;
import io.jstartup.tests.rig.InitKind;
import io.jstartup.tests.rig.InitMachine;
import io.jstartup.tests.rig.MachineProcess;
import io.jstartup.tests.rig.NeedsDocker;
import io.jstartup.tests.rig.Output;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What native mode promises on one init system: saved apps, full of hostile strings, become its services and the supervisor's again. What
 * the tests do to the machine follows one from the other.
 */
@NeedsDocker
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
abstract class NativeServicesTest {
  private static final Duration PATIENCE = HookedUser.PATIENCE;

  /** Of generated apps, however many are asked for: most of them have a runner, and that is a JVM of 50 MiB. */
  private static final int MOST = 40;

  /** The runner's or the supervisor's own. */
  private static final Set<String> MARKS = Set.of("unique_id", "pm_id", "JSTARTUP_HOME");

  private static final List<String> APPS = List.of("gentle", "deaf", "od d");
  private static final List<String> FAILING = List.of("quits", "crashes");

  private static final String FILE =
      """
      {"apps": [
        {"name": "gentle", "script": "/home/www/apps/native.py", "interpreter": "python3", "args": ["gentle"], "kill_timeout": 8000,
         "kill_signal": "SIGUSR1", "umask": "0027", "nice": 15, "limits": {"nofile": "512:1024"},
         "env": {"RECORD": "/home/www/records/gentle", "SECRET_OF_MINE": "a\\nb $HOME %n \\"q\\" \\\\ `x` ${y} it's \\t|"}},
        {"name": "deaf", "script": "/home/www/apps/native.py", "interpreter": "python3", "args": ["deaf"], "kill_timeout": 2000,
         "env": {"RECORD": "/home/www/records/deaf", "odd name-.": "größe ", "EMPTY": ""}},
        {"name": "od d", "script": "/home/www/apps/native.py", "interpreter": "python3", "cwd": "/home/www/it's a \\"cwd\\" $x",
         "args": ["od d", "", "a b", "$x %n \\\\ \\" '", "third\\n", "-n", "größe"], "treekill": false,
         "env": {"RECORD": "/home/www/records/od d"}},
        {"name": "quits", "script": "/home/www/apps/native.py", "interpreter": "python3", "args": ["quits"],
         "stop_exit_codes": [0, 3], "env": {"RECORD": "/home/www/records/quits", "FAILS": "3"}},
        {"name": "crashes", "script": "/home/www/apps/native.py", "interpreter": "python3", "args": ["crashes"],
         "max_restarts": 3, "min_uptime": 20000, "env": {"RECORD": "/home/www/records/crashes", "FAILS": "1"}}
      ]}
      """;

  private final String id;

  private final InitKind kind;
  private final int count;
  private InitMachine machine;
  private RoundTrip generated;
  private Traces filesBefore;
  private String before;
  private boolean underWay;

  /**
   * @param id the init system's id, which {@code native} is to find by itself
   */
  NativeServicesTest(String id, InitKind kind) {
    this(id, kind, MOST);
  }

  /** @param most how many generated apps there are besides, at the most */
  NativeServicesTest(String id, InitKind kind, int most) {
    this.id = id;
    this.kind = kind;
    this.count = Math.min(most, RoundTrip.count(40));
  }

  @BeforeAll
  void bootAndSave() {
    machine = InitMachine.boot(kind);
    machine.copyIn(Distribution.tarball(), "/opt/jstartup.tar.gz");
    machine
        .rootShell(
            "cd /opt && tar -xzf jstartup.tar.gz --no-same-owner && rm jstartup.tar.gz && mv jstartup-* jstartup;"
                + " mkdir -p \"/home/www/it's a \\\"cwd\\\" \\$x\" /home/www/apps /home/www/records;"
                + " chown -R www:www /home/www")
        .expect(0);
    write("apps/native.py", InitMachine.resource("apps/native.py"));
    write("apps.json", FILE);
    www("start", "apps.json").expect(0);
    awaitStarted();
    generated =
        RoundTrip.prepare(
            machine,
            "native-" + kind.image(),
            new Home("www", "/home/www", "/home/www/.jstartup"),
            count);
    generated.startAndSave();
    before = facts();
    filesBefore = Traces.on(machine);
  }

  private void write(String file, String text) {
    machine.write("/home/www/" + file, text.getBytes(UTF_8), "www", 0644);
  }

  /** Each test stands on the one before: the first failure says it all. */
  @BeforeEach
  void allWentWellSoFar() {
    assumeFalse(underWay, "a test before this failed");
    underWay = true;
  }

  @AfterAll
  void powerOff() {
    if (machine != null) {
      machine.close();
    }
  }

  @Test
  @Order(1)
  void eachRunsOnceAsItDidBelowTheSupervisor() {
    forget();
    generated.forget();
    Output report = asRoot("install", "--report", "--strict");
    assertTrue(report.expect(0).stdout().contains("kill_signal"), report.toString());
    assertTrue(report.stdout().contains("these apps are services of " + id), report.toString());
    awaitStarted();
    assertEquals(before, facts());
    generated.assertStopped();
    generated.haveBecomeServices();
    generated.assertServicesStarted();
    for (String line : www("jlist").expect(0).stdout().split("\"name\"")) {
      assertTrue(!line.contains("\"online\""), line);
    }
    underWay = false;
  }

  @Test
  @Order(2)
  void othersReadNothingOfItsEnvironment() {
    String readable =
        machine
            .root(
                "sh",
                "-c",
                "find /etc /run -xdev -type f -perm /044 -exec grep -l SECRET_OF_MINE {} +")
            .stdout();
    assertEquals("", readable);
    underWay = false;
  }

  @Test
  @Order(3)
  void aCrashIsFollowedByARestart() {
    MachineProcess gentle = only("gentle");
    machine.root("kill", "-9", Integer.toString(gentle.pid())).expect(0);
    Await.until(
        "another run",
        PATIENCE,
        () -> running("gentle").stream().anyMatch(p -> !p.sameRun(gentle)));
    underWay = false;
  }

  @Test
  @Order(4)
  void aShutdownStopsThemGracefullyAndTheBootBringsThemBack() {
    awaitStarted();
    forget();
    generated.forget();
    machine.root("touch", "/home/www/fail").expect(0);
    machine.reboot();
    awaitStarted();
    assertEquals(List.of("stopping", "stopped", "started"), record("gentle"));
    assertEquals(before, facts());
    generated.assertStopped();
    generated.assertServicesStarted();
    underWay = false;
  }

  @Test
  @Order(5)
  void whatHasEndedForGoodIsNotStartedAgain() {
    Await.until("'quits' to have quit", PATIENCE, () -> runs("quits") == 1);
    Await.until("'crashes' to have crashed thrice", PATIENCE, () -> runs("crashes") == 3);
    long end = System.nanoTime() + Duration.ofMillis(2500).toNanos();
    while (System.nanoTime() < end) {
      FAILING.forEach(app -> assertEquals(List.of(), running(app)));
    }
    assertEquals(1, runs("quits"));
    assertEquals(3, runs("crashes"));
    machine.root("rm", "/home/www/fail").expect(0);
    underWay = false;
  }

  private long runs(String app) {
    return record(app).stream().filter("failing"::equals).count();
  }

  @Test
  @Order(6)
  void removalLeavesNothingAndGivesThemBack() {
    www("resurrect").expect(0);
    forget();
    int deaf = only("deaf").pid();
    asRoot("remove").expect(0);
    awaitStarted();
    assertEquals(List.of("stopping", "stopped", "started"), record("gentle"));
    long took =
        lastSign(deaf) - Long.parseLong(record("deaf").get(0).substring("ignoring ".length()));
    assertTrue(
        took >= 1600 && took <= 2400,
        "SIGKILL after " + took + " ms"); // of 2000, as the app saw it
    assertEquals(before, facts());
    assertEquals(5 + count, www("jlist").stdout().split("\"online\"").length - 1);
    filesBefore.assertAllOf(machine);
    assertEquals("", machine.rootShell("ls -A /run/jstartup 2>/dev/null || :").stdout());
    www("save", "--diff").expect(0);
    underWay = false;
  }

  /** When the deaf one wrote for the last time, in ms. */
  private long lastSign(int pid) {
    String file = "/home/www/records/deaf-alive-" + pid;
    String seconds = machine.root("stat", "-c", "%.3Y", file).expect(0).stdout().strip();
    return Long.parseLong(seconds.replace(".", ""));
  }

  private Output www(String... words) {
    return machine.user(Map.of(), concat(new String[] {"/opt/jstartup/bin/jstartup"}, words));
  }

  private Output asRoot(String verb, String... words) {
    return machine.root(
        concat(
            new String[] {
              "/opt/jstartup/bin/jstartup", "native", verb, "-u", "www", "--hp", "/home/www"
            },
            words));
  }

  private static String[] concat(String[] one, String[] other) {
    return Stream.concat(Stream.of(one), Stream.of(other)).toArray(String[]::new);
  }

  private void forget() {
    machine.rootShell("for f in /home/www/records/*; do : >\"$f\"; done").expect(0);
  }

  private List<String> record(String app) {
    return machine.root("cat", "/home/www/records/" + app).stdout().lines().toList();
  }

  private void awaitStarted() {
    for (String app : APPS) {
      Await.until(
          "'" + app + "' to have started",
          PATIENCE,
          () -> record(app).contains("started") && running(app).size() == 1);
    }
  }

  private List<MachineProcess> running(String app) {
    return machine.processes().stream()
        .filter(process -> process.hasArgument("/home/www/apps/native.py"))
        .filter(process -> process.argv().size() > 2 && process.argv().get(2).equals(app))
        .toList();
  }

  private MachineProcess only(String app) {
    List<MachineProcess> found = running(app);
    assertEquals(1, found.size(), () -> "processes of '" + app + "': " + found);
    return found.get(0);
  }

  /** What each runs as: all that is to be the same whoever starts it. */
  private String facts() {
    StringBuilder all = new StringBuilder();
    for (String app : APPS) {
      MachineProcess process = only(app);
      Set<String> environment =
          process.environment().stream()
              .filter(variable -> !MARKS.contains(variable.split("=", 2)[0]))
              .collect(Collectors.toCollection(TreeSet::new));
      String pid = Integer.toString(process.pid());
      String status =
          machine
              .rootShell(
                  "grep -E '^(Uid|Gid|Groups|Umask|SigIgn|SigBlk)' /proc/"
                      + pid
                      + "/status"
                      + (app.equals("gentle")
                          ? "; ps -o ni= -p " + pid + "; grep 'open files' /proc/" + pid + "/limits"
                          : ""))
              .expect(0)
              .stdout();
      all.append(process.argv()).append('\n').append(environment).append('\n');
      all.append(process.cwd()).append('\n').append(status).append('\n');
    }
    return all.toString();
  }
}
