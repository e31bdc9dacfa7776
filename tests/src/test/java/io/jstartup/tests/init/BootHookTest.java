package io.jstartup.tests.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
 * What a boot hook promises, on one init system: two users' apps, saved, with the hook that root installed for each. The machine is
 * booted once, and what the tests do to it follows one from the other.
 */
@NeedsDocker
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
abstract class BootHookTest {
  private static final HookedUser.Home HOSTILE =
      new HookedUser.Home("/home/www", "/home/www/it's \"a\" $HOME `id` %n größe\\");
  private static final HookedUser.Home PLAIN =
      new HookedUser.Home("/home/joe-2", "/home/joe-2/.jstartup");

  private final String id;
  private final InitKind kind;
  private InitMachine machine;
  private HookedUser www;
  private HookedUser joe;
  private Traces filesBefore;
  private String saved;
  private List<RoundTrip> asked;
  private boolean underWay;

  /**
   * @param id the init system's id, which {@code startup} is to find by itself
   */
  BootHookTest(String id, InitKind kind) {
    this.id = id;
    this.kind = kind;
  }

  @BeforeAll
  void bootAndSave() {
    machine = InitMachine.boot(kind);
    machine.copyIn(Distribution.tarball(), "/opt/jstartup.tar.gz");
    machine
        .rootShell(
            "cd /opt && tar -xzf jstartup.tar.gz --no-same-owner && rm jstartup.tar.gz && mv jstartup-* jstartup")
        .expect(0);
    www = HookedUser.make(machine, "www", HOSTILE);
    joe = HookedUser.make(machine, "joe-2", PLAIN);
    www.start("slow", "1.5");
    www.start("quick", "0");
    joe.start("other", "0");
    joe.jstartup("save").expect(0);
    filesBefore = Traces.on(machine);
    askForHostileApps();
    saved = www.savedList();
  }

  /** Of www besides those that it has, and of root in the name of others. */
  private void askForHostileApps() {
    int count = RoundTrip.count(40);
    asked =
        List.of(
            RoundTrip.prepare(
                machine,
                kind.image(),
                new Home("www", HOSTILE.user(), HOSTILE.jstartup()),
                count / 2),
            RoundTrip.prepare(
                machine,
                kind.image(),
                new Home("root", "/root", "/root/.jstartup"),
                count - count / 2));
    asked.forEach(RoundTrip::assertRefused);
    asked.forEach(RoundTrip::startAndSave);
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

  private void forgetRecords() {
    www.forget("slow");
    www.forget("quick");
    joe.forget("other");
  }

  @Test
  @Order(1)
  void takesTheRunningAppsOver() {
    MachineProcess slow = www.only("slow");
    Output installed = www.asRoot("startup", "--json").expect(0);
    assertTrue(installed.stdout().contains("\"jstartup-www-"), installed.toString());
    joe.asRoot("startup").expect(0);
    asked.get(1).installHook();
    assertTrue(www.asRoot("startup").expect(0).all().contains("installed and current"));
    assertTrue(slow.sameRun(www.only("slow")));
    MachineProcess supervisor = www.awaitSupervisor(0);
    assertEquals(slow.uid(), supervisor.uid());
    assertEquals(1, www.supervisors().size());
    joe.awaitSupervisor(0);
    String state = www.jstartup("startup", id).all();
    assertTrue(state.contains("installed and current"), state);
    underWay = false;
  }

  @Test
  @Order(2)
  void bringsThemBackAfterARebootThatStopsThemGracefully() {
    MachineProcess before = www.only("slow");
    forgetRecords();
    asked.forEach(RoundTrip::forget);
    machine.reboot();
    www.awaitRecord("slow", "stopping", "stopped", "started");
    www.awaitRecord("quick", "stopping", "stopped", "started");
    joe.awaitRecord("other", "stopping", "stopped", "started");
    MachineProcess after = www.only("slow");
    assertEquals(before.uid(), after.uid());
    assertEquals(before.argv(), after.argv());
    assertEquals(before.environment(), after.environment());
    assertEquals(before.cwd(), after.cwd());
    assertEquals(saved, www.savedList());
    underWay = false;
  }

  @Test
  @Order(3)
  void stopsAndStartsEachExactlyAsItWasAskedFor() {
    asked.forEach(RoundTrip::assertStopped);
    asked.forEach(RoundTrip::assertStarted);
    asked.get(0).delete();
    saved = www.savedList();
    asked.get(1).removeHook();
    underWay = false;
  }

  @Test
  @Order(4)
  void aCrashOfTheSupervisorLeavesThemRunning() {
    MachineProcess slow = www.only("slow");
    MachineProcess quick = www.only("quick");
    MachineProcess crashed = www.awaitSupervisor(0);
    machine.root("kill", "-9", Integer.toString(crashed.pid())).expect(0);
    MachineProcess successor = www.awaitSupervisor(crashed.pid());
    assertEquals(1, www.supervisors().size());
    assertNotEquals(crashed.pid(), successor.pid());
    assertTrue(slow.sameRun(www.only("slow")));
    assertTrue(quick.sameRun(www.only("quick")));
    underWay = false;
  }

  /** One of them in the midst of a shutdown, the other in the midst of the boot that follows. */
  @Test
  @Order(5)
  void bringsThemBackAfterTwoPowerCuts() {
    forgetRecords();
    machine.cutPowerTwice(
        () -> www.recorded("slow", "stopping") == 1, () -> www.recorded("slow", "started") == 1);
    Await.until(
        "its second start", HookedUser.PATIENCE, () -> www.recorded("slow", "started") == 2);
    Await.until(
        "the others to run", HookedUser.PATIENCE, () -> runs(www, "quick") && runs(joe, "other"));
    www.only("slow");
    www.awaitSupervisor(0);
    assertEquals(1, www.supervisors().size());
    assertEquals(saved, www.savedList());
    underWay = false;
  }

  private static boolean runs(HookedUser user, String app) {
    return user.recorded(app, "started") > 0 && user.running(app).size() == 1;
  }

  @Test
  @Order(6)
  void aWantedEndIsLeftAtThatUntilTheMachineIsSwitchedOffAndOn() {
    www.awaitSupervisor(0);
    forgetRecords();
    www.jstartup("kill").expect(0);
    www.awaitRecord("slow", "stopping", "stopped");
    Await.until("its end", HookedUser.PATIENCE, () -> www.supervisors().isEmpty());
    long end = System.nanoTime() + Duration.ofMillis(2500).toNanos();
    while (System.nanoTime() < end) {
      assertEquals(List.of(), www.supervisors());
    }
    joe.only("other");
    machine.powerOffAndOn();
    www.awaitRecord("slow", "stopping", "stopped", "started");
    joe.awaitRecord("other", "stopping", "stopped", "started");
    underWay = false;
  }

  @Test
  @Order(7)
  void isRemovedWithoutATraceAndLeavesTheAppsRunning() {
    www.awaitSupervisor(0);
    joe.awaitSupervisor(0);
    MachineProcess slow = www.only("slow");
    MachineProcess other = joe.only("other");
    www.asRoot("unstartup").expect(0);
    assertTrue(slow.sameRun(www.only("slow")));
    assertEquals(1, www.supervisors().size());
    joe.asRoot("unstartup").expect(0);
    assertTrue(other.sameRun(joe.only("other")));
    filesBefore.assertAllOf(machine);
    forgetRecords();
    machine.reboot();
    assertEquals(List.of(), www.supervisors());
    assertEquals(List.of(), joe.supervisors());
    Await.until("no app to run", HookedUser.PATIENCE, () -> www.running("slow").isEmpty());
    filesBefore.assertAllOf(machine);
    underWay = false;
  }
}
