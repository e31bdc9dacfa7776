package io.jstartup.tests.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.NeedsDocker;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever state the saved list is in at boot: the newest good one is used, and the unit never loops. */
@NeedsDocker
final class SavedListAtBootTest {
  private static final String HOME = "/home/www/.jstartup/";

  private Server server;

  @BeforeEach
  void saveTwiceAndInstall() {
    server = new Server();
    server.jstartup("start", "sleep", "--name", "first", "--", "4711").expect(0);
    server.jstartup("save").expect(0);
    server.jstartup("start", "sleep", "--name", "second", "--", "4712").expect(0);
    server.jstartup("save").expect(0);
    server.installHook();
  }

  @AfterEach
  void powerOff() {
    server.close();
  }

  private void assertDoesNotLoop() {
    assertEquals("0", server.hook().property("NRestarts"), server.hook().journal());
    assertEquals("active", server.hook().state(), server.hook().journal());
  }

  @Test
  void usesTheListBeforeWhenTheLastIsTorn() {
    server.machine().root("truncate", "-s", "100", HOME + "dump.pm2").expect(0);
    server.machine().cutPower();
    assertDoesNotLoop();
    assertEquals(1, server.running("4711").size());
    String torn = server.machine().rootShell("ls " + HOME + " " + HOME + "*/").stdout();
    assertTrue(torn.contains("quarantine"), torn);
  }

  @Test
  void startsNothingWhenNothingIsSaved() {
    server.machine().rootShell("find " + HOME + " -name 'dump*' -exec rm -rf {} +").expect(0);
    server.machine().cutPower();
    assertDoesNotLoop();
    assertEquals(List.of(), server.list());
  }

  @Test
  void startsNothingWhenEveryListIsBroken() {
    server
        .machine()
        .rootShell(
            "find " + HOME + " -type f -path '*dump*' -exec sh -c 'echo [{ >\"$1\"' sh {} ';'")
        .expect(0);
    server.machine().cutPower();
    assertDoesNotLoop();
    assertEquals(List.of(), server.list());
  }

  @Test
  void bringsAStoppedAppBackStopped() {
    server.jstartup("stop", "first").expect(0);
    server.jstartup("save").expect(0);
    server.machine().cutPower();
    assertEquals(
        List.of("first stopped", "second online"),
        server.list().stream().map(app -> app.name() + " " + app.status()).toList());
    assertEquals(List.of(), server.running("4711"));
  }
}
