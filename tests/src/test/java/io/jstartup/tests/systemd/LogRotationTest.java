package io.jstartup.tests.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.NeedsDocker;
import io.jstartup.tests.rig.Output;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a container's file system an app writes as fast as it can: all of it is in the archives and the log, in this order. */
@NeedsDocker
final class LogRotationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MILLIONS = 10;
  private static final int ARCHIVES = 30;
  private static final String LOGS = "/home/www/.jstartup/logs";
  private static final String FILE = "/etc/logrotate.d/jstartup-www";

  /** At least so many million lines, and more until there are so many archives: the busier the machine, the larger they are. */
  private static final String NUMBERS =
      """
      n=0
      until [ $n -ge %d ] && [ $(ls %s | grep -c web-out__) -gt %d ]; do
        seq -f %%.0f $((n * 1000000 + 1)) $(((n + 1) * 1000000))
        n=$((n + 1))
      done
      echo ${n}000000 >/home/www/lines
      touch /home/www/done
      exec sleep 600
      """;

  private Server server;

  @BeforeEach
  void boot() {
    server = new Server();
    server.write("apps/numbers.sh", NUMBERS.formatted(MILLIONS, LOGS, ARCHIVES));
  }

  @AfterEach
  void powerOff() {
    server.close();
  }

  @Test
  void noByteIsLostToRotationNorToLogrotate() {
    server.jstartup("set", "pm2-logrotate:max_size", "1M").expect(0);
    server.jstartup("set", "pm2-logrotate:retain", "all").expect(0);
    server.jstartup("start", "apps/numbers.sh", "--name", "web").expect(0);
    Await.until("all to be written", PATIENCE, () -> succeeds("test -e done"));
    String shortEnough = "test $(stat -c %s " + LOGS + "/web-out.log) -le 1048576";
    Await.until("the log to be short", PATIENCE, () -> succeeds(shortEnough));
    assertTrue(archives() > ARCHIVES, "archives: " + archives());
    assertWhole("web-out.log");

    writeLogrotateFile();
    server.machine().userShell("mv " + LOGS + "/web-out.log " + LOGS + "/web-out.log.1").expect(0);
    server
        .machine()
        .rootShell("sed -n '/postrotate/,/endscript/{//!p}' " + FILE + " | sh")
        .expect(0);
    assertWhole("web-out.log.1 web-out.log");
    assertTrue(succeeds("test $(stat -c %s " + LOGS + "/web-out.log) -le 4096"));
  }

  /** As somebody who reads the manual does it. */
  private void writeLogrotateFile() {
    server.machine().rootShell("mkdir -p /etc/logrotate.d && echo theirs >" + FILE).expect(0);
    String command = server.commandToPaste(Map.of(), "logrotate");
    Output refused = server.machine().userShell(command).expect(1);
    assertTrue(refused.stderr().contains("did not write"), refused.toString());
    assertEquals("theirs\n", server.machine().root("cat", FILE).stdout());
    server.machine().userShell(command + " --force").expect(0);
    server.machine().userShell(command).expect(0);
    assertEquals("root:root 644\n", server.machine().root("stat", "-c", "%U:%G %a", FILE).stdout());
  }

  private boolean succeeds(String command) {
    return server.machine().userShell(command).exitCode() == 0;
  }

  private int archives() {
    String count = server.machine().userShell("ls " + LOGS + " | grep -c web-out__").stdout();
    return Integer.parseInt(count.trim());
  }

  private void assertWhole(String newest) {
    server
        .machine()
        .root(
            "bash",
            "-ec",
            "cd "
                + LOGS
                + "; cmp <(cat $(ls -tr web-out__*) "
                + newest
                + ") <(seq 1 $(cat /home/www/lines))")
        .expect(0);
  }
}
