package io.jstartup.tests.init;

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
import java.util.Optional;
import java.util.Set;
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

  private static final String RUNNER_OF_DEAF = "/run/jstartup/jstartup-www@deaf-0";

  /** What these can't do is said at the install. */
  private static final Set<String> NOT_RESPAWNED = Set.of("busybox", "systemv");

  private final String id;

  private final InitKind kind;
  private final int count;
  private InitMachine machine;
  private NativeApps apps;
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
            "cd /opt && tar -xzf jstartup.tar.gz --no-same-owner && rm jstartup.tar.gz && mv jstartup-* jstartup")
        .expect(0);
    apps = new NativeApps(machine);
    apps.make();
    www("start", "apps.json").expect(0);
    apps.awaitStarted();
    generated =
        RoundTrip.prepare(
            machine,
            "native-" + kind.image(),
            new Home("www", "/home/www", "/home/www/.jstartup"),
            count);
    generated.assertRefused();
    generated.startAndSave();
    before = apps.facts();
    filesBefore = Traces.on(machine);
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
    apps.forget();
    generated.forget();
    Output report = asRoot("install", "--report", "--strict");
    assertTrue(report.expect(0).stdout().contains("kill_signal"), report.toString());
    assertTrue(report.stdout().contains("these apps are services of " + id), report.toString());
    boolean warned = report.stderr().contains("warning: ");
    assertTrue(warned || !NOT_RESPAWNED.contains(id), report.toString());
    apps.awaitStarted();
    assertEquals(before, apps.facts());
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
    MachineProcess gentle = apps.only("gentle");
    apps.forget();
    machine.root("kill", "-9", Integer.toString(gentle.pid())).expect(0);
    Await.until(
        "another run",
        PATIENCE,
        () -> apps.running("gentle").stream().anyMatch(p -> !p.sameRun(gentle)));
    apps.awaitRecorded("gentle", "started", 1); // else it would be recorded after what is forgotten
    underWay = false;
  }

  @Test
  @Order(4)
  void aShutdownStopsThemGracefullyAndTheBootBringsThemBack() {
    apps.forget();
    generated.forget();
    apps.fail(true);
    machine.reboot();
    apps.awaitStarted();
    assertEquals(List.of("stopping", "stopped", "started"), apps.record("gentle"));
    assertEquals(before, apps.facts());
    generated.assertStopped();
    generated.assertServicesStarted();
    underWay = false;
  }

  @Test
  @Order(5)
  void whatHasEndedForGoodIsNotStartedAgain() {
    apps.awaitRecorded("quits", "failing", 1);
    apps.awaitRecorded("crashes", "failing", 3);
    Await.until(
        "their ends",
        PATIENCE,
        () -> NativeApps.FAILING.stream().allMatch(app -> apps.running(app).isEmpty()));
    long end = System.nanoTime() + Duration.ofMillis(2500).toNanos();
    while (System.nanoTime() < end) {
      NativeApps.FAILING.forEach(app -> assertEquals(List.of(), apps.running(app)));
    }
    assertEquals(1, apps.recorded("quits", "failing"));
    assertEquals(3, apps.recorded("crashes", "failing"));
    apps.fail(false);
    underWay = false;
  }

  @Test
  @Order(6)
  void removalLeavesNothingAndGivesThemBack() {
    www("resurrect").expect(0);
    apps.forget();
    asRoot("remove").expect(0);
    areGivenBack();
    apps.assertKilledInTime();
    assertEquals(5 + count, www("jlist").stdout().split("\"online\"").length - 1);
    www("save", "--diff").expect(0);
    underWay = false;
  }

  /** What the services were was stopped in order once, and runs below the supervisor as before. */
  private void areGivenBack() {
    apps.awaitStarted();
    assertEquals(List.of("stopping", "stopped", "started"), apps.record("gentle"));
    assertEquals(before, apps.facts());
    filesBefore.assertAllOf(machine);
    assertEquals("", machine.rootShell("ls -A /run/jstartup 2>/dev/null || :").stdout());
  }

  /** The services of the five alone, as each boot of all of them takes its time. */
  @Test
  @Order(7)
  void powerCutsInTheMidstOfAShutdownAndOfABootLeaveNothingThatHinders() {
    generated.delete();
    asRoot("install").expect(0);
    apps.awaitStarted();
    apps.takeLongToStop(true);
    apps.forget();
    machine.cutPowerTwice(
        () -> apps.recorded("gentle", "stopping") == 1,
        () -> apps.recorded("gentle", "started") == 1);
    apps.awaitRecorded("gentle", "started", 2);
    apps.awaitStarted();
    assertEquals(before, apps.facts());
    underWay = false;
  }

  @Test
  @Order(8)
  void switchingTheMachineOffWaitsForASlowHandlerAndNotForADeafOneAndSwitchingItOnStartsEachOnce() {
    apps.forget();
    machine.powerOffAndOn();
    apps.awaitStarted();
    assertEquals(List.of("stopping", "stopped", "started"), apps.record("gentle"));
    apps.assertKilledInTime();
    assertEquals(before, apps.facts());
    underWay = false;
  }

  /** Below runit and s6 'deaf' has one or none, as the machine's tools have it. */
  @Test
  @Order(9)
  void aRunnersDeathIsNotThatOfItsApp() {
    MachineProcess deaf = apps.only("deaf");
    Optional<MachineProcess> first = runnerOfDeaf();
    assertTrue(first.isPresent() || List.of("runit", "s6").contains(id));
    if (first.isPresent()) {
      machine.root("kill", "-9", Integer.toString(first.get().pid())).expect(0);
      Await.until(
          "another runner",
          PATIENCE,
          () -> runnerOfDeaf().filter(it -> it.pid() != first.get().pid()).isPresent());
      Await.until(
          "it to serve its home",
          PATIENCE,
          () -> machine.root("cat", RUNNER_OF_DEAF + "/pm2.pid").stdout().equals("" + runner()));
      Map<String, String> home = Map.of("JSTARTUP_HOME", RUNNER_OF_DEAF);
      String told = machine.user(home, "/opt/jstartup/bin/jstartup", "pid", "deaf").stdout();
      assertEquals(Integer.toString(deaf.pid()), told.strip());
    }
    assertTrue(deaf.sameRun(apps.only("deaf")));
    underWay = false;
  }

  private Optional<MachineProcess> runnerOfDeaf() {
    return machine.processes().stream()
        .filter(it -> it.hasArgument("exec") && it.hasArgument(RUNNER_OF_DEAF))
        .findFirst();
  }

  private int runner() {
    return runnerOfDeaf().map(MachineProcess::pid).orElse(0);
  }

  /** It is killed when the first of them is out of the init system's hands, and the second one is being stopped. */
  @Test
  @Order(10)
  void aRemovalThatWasCutShortIsTakenUpByTheNextWhichLeavesNothingEither() {
    apps.takeLongToStop(false);
    www("resurrect").expect(0);
    apps.forget();
    machine
        .rootShell(
            "setsid --fork /opt/jstartup/bin/jstartup native remove -u www --hp /home/www >/dev/null 2>&1")
        .expect(0);
    Await.until("the second stop", PATIENCE, () -> !apps.record("deaf").isEmpty());
    machine.processes().stream()
        .filter(process -> process.hasArgument("native") && process.hasArgument("remove"))
        .forEach(it -> machine.root("kill", "-9", Integer.toString(it.pid())));
    asRoot("remove").expect(0);
    areGivenBack();
    underWay = false;
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
}
