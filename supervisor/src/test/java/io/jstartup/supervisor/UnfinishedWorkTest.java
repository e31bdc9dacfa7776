package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.StartMode;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a supervisor was in the midst of, or had not written down, when it was killed. */
class UnfinishedWorkTest extends WithDaemon {
  @Test
  void finishesTheStopThatWasUnderWay() throws Exception {
    stopUnderWay(Duration.ofSeconds(1));
  }

  @Test
  void leavesAStopThatWasUnderWayNoMoreThanItsTime() throws Exception {
    stopUnderWay(Duration.ofMinutes(2));
  }

  /** The supervisor dies as soon as it has begun, which its successor takes for a minute ago and more. */
  private void stopUnderWay(Duration timeout) throws Exception {
    startDeaf(timeout);
    int pid = pids().get(0);
    int supervisor = daemon.pid();
    Thread stopper =
        new Thread(
            () -> {
              try (SupervisorClient other = another()) {
                other.stop(List.of("all"), SupervisorClient.QUIET);
              } catch (Exception e) {
                return; // the supervisor is killed under it
              }
            });
    stopper.start();
    Await.until("it is stopping", () -> daemon.row("deaf").status().equals("stopping"));
    assertEquals(supervisor, daemon.pid());
    daemon.kill9();
    stopper.join();
    assertTrue(TestDaemon.alive(pid));
    String began = Long.toString(System.currentTimeMillis() - timeout.toMillis());
    String live = Files.readString(daemon.home.liveState());
    Files.writeString(
        daemon.home.liveState(),
        live.replaceAll("\"stoppingSince\":[1-9]\\d*", "\"stoppingSince\":" + began));
    daemon.launch();
    Await.until("it is stopped", () -> daemon.row("deaf").status().equals("stopped"));
    assertFalse(TestDaemon.alive(pid));
  }

  @Test
  void takesNoStopOfEverythingForTheUsersWish() throws Exception {
    startDeaf(Duration.ofSeconds(2));
    daemon.client.save(false);
    ProcessHandle supervisor = ProcessHandle.of(daemon.pid()).orElseThrow();
    supervisor.destroy();
    Await.until("it is ending", () -> daemon.log().contains("got SIGTERM"));
    daemon.kill9();
    daemon.launch("boot");
    Await.until("it runs again", () -> daemon.row("deaf").status().equals("online"));
    assertTrue(daemon.row("deaf").pid() > 0);
  }

  @Test
  void doublesNothingWhenKilledWhileStartingFifty() throws Exception {
    List<AppSpec> apps = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      apps.add(daemon.shell("app" + i, "exec sleep 1000"));
    }
    ProcessHandle supervisor = ProcessHandle.of(daemon.pid()).orElseThrow();
    Thread starter =
        new Thread(
            () -> {
              try (SupervisorClient other = another()) {
                other.start(apps, StartMode.NEW, SupervisorClient.QUIET);
              } catch (Exception e) {
                return; // the supervisor is killed under it
              }
            });
    starter.start();
    Await.until("some run", () -> supervisor.children().count() > 5);
    supervisor.destroyForcibly();
    supervisor.onExit().get();
    starter.join();
    daemon.launch();
    Await.until(
        "all are online",
        () -> daemon.client.list().stream().allMatch(row -> row.status().equals("online")));
    assertEquals(50, daemon.client.list().size());
    // one that is just executing its program has no environment for a moment
    Await.until(
        "each runs once", () -> new HashSet<>(pids()).equals(Tagged.pids(daemon.home.home())));
  }

  @Test
  void writesDownLaterWhatADiskThatWasFullDidNotTake() throws Exception {
    daemon.start(daemon.shell("before", "exec sleep 1000; : " + "x".repeat(20_000)));
    String limit = "--fsize=" + Files.size(daemon.home.liveState()) + ":unlimited";
    limit(limit);
    daemon.start(daemon.shell("meanwhile", "exec sleep 1000"));
    assertFalse(Files.readString(daemon.home.liveState()).contains("meanwhile"));
    limit("--fsize=unlimited:unlimited");
    Await.until(
        "it is written down",
        () -> Files.readString(daemon.home.liveState()).contains("meanwhile"));
  }

  private void limit(String limit) throws Exception {
    String pid = Integer.toString(daemon.pid());
    assertEquals(0, new ProcessBuilder("prlimit", "--pid", pid, limit).start().waitFor());
  }

  @Test
  void ignoresATornTail() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    List<Integer> before = pids();
    daemon.kill9();
    String live = Files.readString(daemon.home.liveState());
    Files.writeString(daemon.home.liveState(), live + "{\"t\":\"gone\",\"u\":\"");
    daemon.launch();
    assertEquals(before, pids());
  }

  @Test
  void resurrectsNothingOverWhatRunsWhenTheLiveStateIsLost() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"), daemon.shell("b", "exec sleep 1000"));
    List<Integer> before = pids();
    daemon.client.save(false);
    daemon.kill9();
    Files.delete(daemon.home.liveState());
    daemon.launch("boot");
    assertEquals(before, pids());
    assertTrue(daemon.log().contains("runs already, adopted"));
  }
}
