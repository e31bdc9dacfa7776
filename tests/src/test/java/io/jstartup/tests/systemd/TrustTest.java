package io.jstartup.tests.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.NeedsDocker;
import io.jstartup.tests.rig.Output;
import io.jstartup.tests.rig.SystemdMachine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The command that is pasted runs as root with www's PATH: no file that www can write is run by root. */
@NeedsDocker
@TestMethodOrder(OrderAnnotation.class)
final class TrustTest {
  private static final List<String> TOOLS =
      List.of(
          "systemctl",
          "systemd-analyze",
          "java",
          "getent",
          "id",
          "sh",
          "loginctl",
          "cat",
          "stat",
          "readlink",
          "find",
          "nice",
          "diff",
          "runuser",
          "su",
          "setpriv");

  private static Server server;

  @BeforeAll
  static void startAndSave() {
    server = new Server();
    server.jstartup("start", "sleep", "--name", "sleep", "--", "4711").expect(0);
    server.jstartup("save").expect(0);
    server.machine().userShell("mkdir bin").expect(0);
    for (String tool : TOOLS) {
      server.write(
          "bin/" + tool,
          "#!/bin/bash\n[ $EUID = 0 ] && echo " + tool + " >>/var/tmp/ran-as-root\nexit 0\n");
    }
    server.machine().userShell("chmod 755 bin/*").expect(0);
    server.machine().rootShell("PATH=/home/www/bin systemctl").expect(0);
    assertEquals("systemctl\n", ranAsRoot(), "the traps work");
    server.machine().root("rm", "/var/tmp/ran-as-root").expect(0);
  }

  @AfterAll
  static void powerOff() {
    if (server != null) {
      server.close();
    }
  }

  private static String ranAsRoot() {
    return server.machine().rootShell("cat /var/tmp/ran-as-root 2>/dev/null || :").stdout();
  }

  @Test
  @Order(2)
  void rootFindsItsToolsElsewhere() {
    Map<String, String> path =
        Map.of(
            "PATH",
            SystemdMachine.HOME + "/bin:/usr/local/bin:/usr/bin:/bin",
            "JSTARTUP_JAVA_HOME",
            "/usr/lib/jvm/java-17-openjdk-amd64");
    String command = server.commandToPaste(Map.of(), "startup");
    server.machine().user(path, "/bin/sh", "-c", command).expect(0);
    server.machine().reboot();
    assertEquals("", ranAsRoot());
    assertEquals(1, server.running("4711").size());
  }

  @Test
  @Order(1)
  void refusesAHomeThatIsNotTheUsers() {
    Output refused =
        server
            .machine()
            .root(Server.JSTARTUP, "startup", "systemd", "-u", "www", "--hp", "/root")
            .expect(1);
    assertTrue(refused.all().contains("'/root"), refused.toString());
    assertEquals("", server.hook().property("FragmentPath"));
  }

  @Test
  @Order(1)
  void refusesAUserThatDoesNotExist() {
    Output refused =
        server
            .machine()
            .root(Server.JSTARTUP, "startup", "systemd", "-u", "nobody-here", "--hp", "/home/www")
            .expect(1);
    assertTrue(refused.all().contains("'nobody-here'"), refused.toString());
  }

  @Test
  @Order(3)
  void isNotHeldUpByAnAppThatWantsYearsToStop() {
    server.jstartup(
        "start", "sleep", "--name", "years", "--kill-timeout", "99999999999", "--", "4712");
    server.jstartup("save", "--force");
    server.machine().userShell(server.commandToPaste(Map.of(), "unstartup")).expect(0);
    assertEquals("", server.hook().property("FragmentPath"));
    server.machine().userShell(server.commandToPaste(Map.of(), "startup")).expect(0);
    String limit = server.hook().property("TimeoutStopUSec");
    assertTrue(
        !limit.contains("h") && !limit.contains("day") && !limit.contains("infinity"), limit);
  }
}
