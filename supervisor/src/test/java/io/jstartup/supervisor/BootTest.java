package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.supervisor.client.DaemonLauncher;
import io.jstartup.supervisor.client.SupervisorClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a supervisor that the boot hook started tells its init system. */
class BootTest extends WithDaemon {
  private List<String> told() throws Exception {
    Path file = daemon.home.home().resolve(DaemonMain.NOTIFICATIONS);
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private String awaitReady() throws Exception {
    Await.until("READY=1 is told", () -> told().stream().anyMatch(line -> line.contains("READY")));
    return told().stream().filter(line -> line.contains("READY")).findFirst().orElseThrow();
  }

  private void reboot() throws Exception {
    daemon.client.kill(SupervisorClient.QUIET);
    daemon.launch("boot");
  }

  @Test
  void isReadyWhenEachSavedAppIsOnlineOrErrored() throws Exception {
    daemon.start(
        daemon.shell("up", "exec sleep 1000"),
        daemon.shell("down", "exec sleep 1000"),
        daemon.app("broken", "/no/such/program", List.of()));
    daemon.client.stop(List.of("down"), SupervisorClient.QUIET);
    daemon.client.save(false);
    reboot();
    assertEquals("READY=1 STATUS=1 of 3 online", awaitReady());
    assertEquals("online", daemon.row("up").status());
    assertEquals("stopped", daemon.row("down").status());
    assertEquals("errored", daemon.row("broken").status());
    daemon.client.restart(List.of("down"), SupervisorClient.QUIET);
    Await.until("the count is told", () -> told().contains("STATUS=2 of 3 online"));
  }

  /** Killed at any moment of its start, it must not leave behind that nothing is to run. */
  @Test
  void leavesNoLiveStateBeforeTheListIsWhole() throws Exception {
    AppSpec app = TestDaemon.idle(daemon.shell("x", "exec sleep 1000"), 300);
    daemon.start(app);
    daemon.client.save(false);
    daemon.client.kill(SupervisorClient.QUIET);
    Thread starting = new Thread(() -> launchQuietly());
    starting.start();
    byte[] first = {};
    while (first.length == 0 && starting.isAlive()) {
      first = content(daemon.home.liveState());
    }
    starting.join();
    String text = new String(first, StandardCharsets.UTF_8);
    assertEquals(300, text.split("\"t\":\"app\"", -1).length - 1, "apps in the first live state");
  }

  private void launchQuietly() {
    try {
      daemon.launch("boot");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] content(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  /** A start typed while the machine boots may come before the hook. */
  @Test
  void bringsTheSavedAppsBackBelowAFasterSupervisor() throws Exception {
    daemon.start(daemon.shell("saved", "exec sleep 1000"));
    daemon.client.save(false);
    daemon.client.kill(SupervisorClient.QUIET);
    daemon.launch();
    daemon.start(daemon.shell("typed", "exec sleep 1000"));
    Process hook =
        new ProcessBuilder(TestDaemon.command(daemon.home, "boot"))
            .redirectErrorStream(true)
            .start();
    String said = new String(hook.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(DaemonLauncher.HOME_TAKEN, hook.waitFor());
    assertTrue(said.contains("has started 1"), said);
    assertEquals("online", daemon.row("saved").status());
    assertEquals("online", daemon.row("typed").status());
  }

  @Test
  void idlesWithoutASavedList() throws Exception {
    reboot();
    assertEquals("READY=1 STATUS=0 of 0 online", awaitReady());
  }

  @Test
  void warnsOfADumpThatCannotBeUsedAndTakesAnOlderOne() throws Exception {
    daemon.start(daemon.shell("up", "exec sleep 1000"));
    daemon.client.save(false);
    Files.writeString(daemon.home.dump(), "[{\"name\":");
    reboot();
    String ready = awaitReady();
    assertTrue(ready.startsWith("READY=1 STATUS=1 of 1 online; warning: cannot use"), ready);
    assertTrue(daemon.log().contains("warning: cannot use the saved list"), daemon.log());
  }

  @Test
  void asksForTimeWhileAnAppIsWithinItsOwn() throws Exception {
    Path done = folder.resolve("done");
    reboot();
    Path said = daemon.home.home().resolve(DaemonMain.NOTIFICATIONS);
    String untilSaid =
        "while [ $(grep -c ^EXTEND_TIMEOUT " + said + ") -lt 3 ]; do sleep 0.05; done";
    daemon.start(graceful("slow", untilSaid + "; : > " + done));
    awaitHearing("slow");
    daemon.client.kill(SupervisorClient.QUIET);
    assertTrue(Files.exists(done));
    List<String> told = told();
    assertTrue(told.stream().anyMatch(line -> line.startsWith("STOPPING=1")));
    long extensions = told.stream().filter(line -> line.startsWith("EXTEND_TIMEOUT_USEC")).count();
    assertTrue(extensions >= 3, extensions + " extensions");
  }
}
