package io.jstartup.tests.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.NeedsDocker;
import io.jstartup.tests.rig.Output;
import io.jstartup.tests.rig.SystemdMachine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fifty reloads of a Node cluster with Debian's Node 18 while clients ask it. */
@NeedsDocker
final class ClusterReloadTest {
  private static final String RELOADS =
      "for i in $(seq 50); do jstartup reload server --parallel 2 >records/reload 2>&1 || exit 1; done";

  @Test
  void noRequestIsLost() {
    try (Server server = new Server()) {
      SystemdMachine machine = server.machine();
      assertTrue(machine.root("node", "--version").expect(0).stdout().startsWith("v18."));
      server.installApp("server.js");
      server.write("apps/load.py", SystemdMachine.resource("apps/reload/load.py"));
      Map<String, String> env = Map.of("PORT", "8123", "RECORD", "/home/www/records/server");
      List<String> start =
          List.of(
              "start apps/server.js -i 2 --min-uptime 100 --kill-timeout 20000 --listen-timeout 20000"
                  .split(" "));
      server.jstartup(env, start.toArray(String[]::new)).expect(0);
      machine.userShell("python3 apps/load.py 8123 records/over 4 >records/load 2>&1 &").expect(0);
      Output reloads = machine.userShell(RELOADS);
      assertEquals(0, reloads.exitCode(), machine.userShell("cat records/reload").stdout());
      machine.userShell("touch records/over").expect(0);
      Await.until(
          "the clients' end",
          Duration.ofSeconds(60),
          () -> machine.userShell("cat records/load").stdout().contains("answered"));
      String said = machine.userShell("cat records/load").stdout();
      System.out.println("Node 18 in cluster mode: " + said.trim());
      assertTrue(said.trim().matches("\\d{4,} answered"), said);
      assertEquals(2, server.list().stream().filter(app -> app.status().equals("online")).count());
    }
  }
}
