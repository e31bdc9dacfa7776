package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.live.LeftBehind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tells a client that a dead supervisor needs a successor. */
class LeftBehindTest extends WithDaemon {
  @Test
  void aListOfAppsThatDoNotRunIsLeftToo() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    daemon.client.stop(List.of("web"), SupervisorClient.QUIET);
    daemon.kill9();
    assertFalse(LeftBehind.runs(daemon.home));
    assertTrue(LeftBehind.lists(daemon.home));
    daemon.launch();
    assertEquals("stopped", daemon.row("web").status());
    daemon.client.delete(List.of("web"), SupervisorClient.QUIET);
    daemon.kill9();
    assertFalse(LeftBehind.lists(daemon.home), "an empty list needs no successor");
    daemon.launch();
  }

  @Test
  void anOrderlyEndLeavesNothing() throws Exception {
    assertFalse(LeftBehind.lists(daemon.home));
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    assertTrue(LeftBehind.lists(daemon.home));
    daemon.client.kill(SupervisorClient.QUIET);
    assertFalse(LeftBehind.lists(daemon.home));
  }

  @Test
  void whatWasBeingStoppedIsLeftForAsLongAsItRuns() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    int pid = daemon.row("web").pid();
    daemon.kill9();
    Files.writeString(daemon.home.liveState(), "{\"t\":\"ending\"}\n", StandardOpenOption.APPEND);
    assertTrue(LeftBehind.lists(daemon.home));
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    Await.until("it is gone", () -> TestDaemon.gone(pid));
    assertFalse(LeftBehind.lists(daemon.home));
    daemon.launch();
  }

  @Test
  void whatAnotherBootOrAnotherStartOfTheContainerListedIsNotLeft() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    int pid = daemon.row("web").pid();
    daemon.kill9();
    Path file = daemon.home.liveState();
    String live = Files.readString(file);
    Files.writeString(file, live.replaceFirst("\"boot\":\"", "$0x"));
    assertFalse(LeftBehind.lists(daemon.home));
    if (!live.contains("\"init\":0,")) { // the portable twin can't tell
      Files.writeString(file, live.replaceFirst("\"init\":", "\"init\":9"));
      assertFalse(LeftBehind.lists(daemon.home));
    }
    Files.writeString(file, live);
    assertTrue(LeftBehind.lists(daemon.home));
    daemon.launch();
    assertEquals(pid, daemon.row("web").pid());
  }
}
