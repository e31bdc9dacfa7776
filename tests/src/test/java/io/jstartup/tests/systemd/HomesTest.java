package io.jstartup.tests.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.MachineProcess;
import io.jstartup.tests.rig.NeedsDocker;
import io.jstartup.tests.rig.Output;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two homes of one user live side by side: each has its own supervisor, its own list and its own hook. */
@NeedsDocker
final class HomesTest {
  private static final Map<String, String> SECOND =
      Map.of("JSTARTUP_HOME", "/home/www/second home %h");

  private static void startAndInstall(Server server, Map<String, String> home, String seconds) {
    server.jstartup(home, "start", "sleep", "--name", "sleep", "--", seconds).expect(0);
    server.jstartup(home, "save").expect(0);
    server.machine().userShell(server.commandToPaste(home, "startup")).expect(0);
  }

  private static MachineProcess only(List<MachineProcess> processes) {
    assertEquals(1, processes.size(), processes.toString());
    return processes.get(0);
  }

  @Test
  void bothComeBackAndOneCanEndWithoutTheOther() {
    try (Server server = new Server()) {
      startAndInstall(server, Map.of(), "4711");
      startAndInstall(server, SECOND, "4712");
      server.machine().reboot();
      MachineProcess first = only(server.running("4711"));
      MachineProcess second = only(server.running("4712"));
      assertNotEquals(unit(first), unit(second));
      assertTrue(unit(first).equals("jstartup-www.service"), first.cgroup());
      assertTrue(
          second.environment().contains("JSTARTUP_HOME=" + SECOND.get("JSTARTUP_HOME")),
          second.toString());
      server.jstartup(SECOND, "kill").expect(0);
      assertEquals(List.of(), server.running("4712"));
      assertTrue(first.sameRun(only(server.running("4711"))));
      Output refused =
          server
              .machine()
              .root(Server.JSTARTUP, "unstartup", "-u", "root", "--service-name", "jstartup-www")
              .expect(1);
      assertTrue(refused.stderr().contains("of user 'www'"), refused.toString());
      server.machine().userShell(server.commandToPaste(SECOND, "unstartup")).expect(0);
      server.machine().reboot();
      only(server.running("4711"));
      assertEquals(List.of(), server.running("4712"));
    }
  }

  private static String unit(MachineProcess process) {
    return process.cgroup().split("/")[2];
  }
}
