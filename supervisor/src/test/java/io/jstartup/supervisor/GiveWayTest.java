package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.client.Frozen;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.live.LeftBehind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A supervisor lets another process take over what it runs, or comes back. */
class GiveWayTest extends WithDaemon {
  private SupervisorClient asking;
  private Frozen frozen;

  @BeforeEach
  void connectOnceMore() throws Exception {
    asking = another();
  }

  @AfterEach
  void closeIt() {
    asking.close();
  }

  /** The boot hook's supervisor takes the place of the frozen one, which leaves. */
  private void follow() throws Exception {
    daemon.client.close();
    daemon.launch("boot");
    frozen.leave();
  }

  @Test
  void leavesItsAppsRunningToTheOneThatFollows() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"), daemon.shell("other", "exec sleep 1000"));
    daemon.client.stop(List.of("other"), SupervisorClient.QUIET);
    List<Integer> before = pids();
    int first = daemon.pid();
    frozen = asking.giveWay();
    follow();
    assertNotEquals(first, daemon.pid());
    Await.until("the first one ended", () -> !TestDaemon.alive(first));
    assertEquals(before, pids());
    assertEquals("stopped", daemon.row("other").status());
    ProcessHandle.of(before.get(0)).orElseThrow().destroyForcibly();
    Await.until("it was restarted", () -> daemon.row("web").restarts() == 1);
    assertTrue(Files.exists(daemon.home.liveState()));
    assertTrue(Files.exists(daemon.home.pidFile()));
  }

  @Test
  void doesNothingOnceItHasGivenWay() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    int pid = daemon.row("web").pid();
    frozen = asking.giveWay();
    assertEquals(Optional.empty(), SupervisorClient.connect(daemon.home.socket()));
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    Await.until("it is dead", () -> !TestDaemon.alive(pid));
    follow();
    Await.until("the second one restarted it", () -> daemon.row("web").restarts() == 1);
    assertFalse(daemon.log().contains("unknown"), daemon.log());
    assertEquals(1, daemon.client.list().size());
  }

  @Test
  void comesBackWhenTheOneWhoAskedIsGone() throws Exception {
    Path end = folder.resolve("end");
    daemon.start(
        daemon.shell("web", "exec sleep 1000"),
        daemon.shell("ends", "while [ ! -e " + end + " ]; do sleep 0.02; done; exit 42"));
    List<Integer> before = pids();
    int supervisor = daemon.pid();
    frozen = asking.giveWay();
    daemon.client.close();
    asking.close();
    awaitServed();
    assertEquals(supervisor, daemon.pid());
    assertEquals(before, pids());
    Files.createFile(end);
    Await.until("it was restarted", () -> daemon.row("ends").restarts() > 0);
    assertTrue(daemon.log().contains("exited with 42"), daemon.log());
  }

  @Test
  void stillEndsOrderlyAfterItCameBack() throws Exception {
    Path asked = folder.resolve("asked");
    daemon.start(graceful("web", ": > " + asked));
    awaitHearing("web");
    int app = daemon.row("web").pid();
    frozen = asking.giveWay();
    daemon.client.close();
    frozen.stay();
    awaitServed();
    ProcessHandle supervisor = ProcessHandle.of(daemon.pid()).orElseThrow();
    daemon.client.close();
    supervisor.destroy();
    Await.until("it ended", () -> !supervisor.isAlive());
    assertTrue(Files.exists(asked), daemon.log());
    assertFalse(TestDaemon.alive(app));
  }

  @Test
  void heedsASignalThatCameWhileItWasFrozenWhenItIsBack() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    int app = daemon.row("web").pid();
    ProcessHandle supervisor = ProcessHandle.of(daemon.pid()).orElseThrow();
    frozen = asking.giveWay();
    daemon.client.close();
    Await.until("it is frozen", () -> daemon.log().contains("giving way"));
    supervisor.destroy();
    Await.until("it is noted", () -> daemon.log().contains("got SIGTERM, which waits"));
    frozen.stay();
    Await.until("it ended", () -> !supervisor.isAlive());
    assertTrue(daemon.log().contains("got SIGTERM, stopping 1 apps"), daemon.log());
    assertFalse(TestDaemon.alive(app));
  }

  @Test
  void comesBackWhenToldToStay() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    List<Integer> before = pids();
    frozen = asking.giveWay();
    daemon.client.close();
    frozen.stay();
    awaitServed();
    assertEquals(before, pids());
    daemon.client.stop(List.of("all"), SupervisorClient.QUIET);
    assertFalse(TestDaemon.alive(before.get(0)));
  }

  /** An init system ends what it found to fail after all, with the signal that else means to stop the apps. */
  @Test
  void takesBackWhatAFollowerHasAdoptedAndIsToldToEnd() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    List<Integer> before = pids();
    int first = daemon.pid();
    frozen = asking.giveWay();
    daemon.client.close();
    daemon.launch("boot");
    assertEquals(before, pids());
    ProcessHandle follower = ProcessHandle.of(daemon.pid()).orElseThrow();
    daemon.client.close();
    follower.destroy();
    follower.onExit().get();
    assertTrue(daemon.log().contains("leaving the apps to"), daemon.log());
    frozen.stay();
    awaitServed();
    assertEquals(first, daemon.pid());
    assertEquals(before, pids());
    assertTrue(TestDaemon.alive(before.get(0)));
  }

  @Test
  void aFollowerStopsTheAppsAsSoonAsItIsAlone() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    int app = daemon.row("web").pid();
    int first = daemon.pid();
    frozen = asking.giveWay();
    follow();
    Await.until("the first one ended", () -> !TestDaemon.alive(first));
    ProcessHandle follower = ProcessHandle.of(daemon.pid()).orElseThrow();
    daemon.client.close();
    follower.destroy();
    follower.onExit().get();
    assertFalse(TestDaemon.alive(app));
    assertFalse(Files.exists(daemon.home.liveState()));
  }

  @Test
  void aFollowerDoesNotEndTheAppsWhileTheOneBeforeMayComeBackForThem() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    int app = daemon.row("web").pid();
    int first = daemon.pid();
    frozen = asking.giveWay();
    daemon.client.close();
    daemon.launch("boot");
    assertTrue(LeftBehind.awaited(daemon.home));
    assertFalse(LeftBehind.awaited(asOfAnotherBoot()));
    ProblemsException refused =
        assertThrows(ProblemsException.class, () -> daemon.client.kill(SupervisorClient.QUIET));
    assertTrue(refused.getMessage().contains("pid " + first), refused.getMessage());
    assertTrue(TestDaemon.alive(app));
    frozen.leave();
    Await.until("the first one ended", () -> !TestDaemon.alive(first));
    assertFalse(LeftBehind.awaited(daemon.home));
    daemon.client.kill(SupervisorClient.QUIET);
    assertFalse(TestDaemon.alive(app));
  }

  /** A power cut leaves it like that, and after that the pid may be a stranger's who began at the same time after the boot. */
  private HomeLayout asOfAnotherBoot() throws Exception {
    HomeLayout other = new HomeLayout(Files.createDirectory(daemon.home.home().resolve("other")));
    String live = Files.readString(daemon.home.liveState());
    Files.writeString(other.liveState(), live.replaceFirst("\"boot\":\"[^\"]*", "\"boot\":\"x"));
    return other;
  }

  private void awaitServed() throws Exception {
    Await.until(
        "it is back",
        () -> {
          Optional<SupervisorClient> found = SupervisorClient.connect(daemon.home.socket());
          found.ifPresent(client -> daemon.client = client);
          return found.isPresent();
        });
  }
}
