package io.jstartup.tests.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.NeedsDocker;
import io.jstartup.tests.rig.OtherUnix;
import io.jstartup.tests.rig.Output;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The distribution where nothing is that only Linux has. What stands for the other system is written after its manuals. */
@NeedsDocker
final class OtherUnixTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Writes down what it got, and that it was asked to stop. */
  private static final String APP =
      """
      #!/bin/sh
      cd
      trap 'echo stopped >>record; exit 0' INT
      { env; umask; id -u; id -G; } >got.new
      mv got.new got
      while :; do sleep 0.1; done
      """;

  private static void startApp(OtherUnix machine) {
    machine.www("cat >app <<'END'\n" + APP + "END\nchmod +x app").expect(0);
    machine
        .www(
            "export LC_ALL=de_DE.UTF-8 JAVA_TOOL_OPTIONS=-Dof=the-app"
                + "; jstartup start ./app --umask 027")
        .expect(0);
  }

  private static String list(OtherUnix machine) {
    return machine.www("jstartup jlist").expect(0).stdout();
  }

  private static String pid(OtherUnix machine) {
    return machine.www("jstartup pid app").expect(0).stdout().strip();
  }

  private static void assertNoLinux(Output said) {
    for (String word : new String[] {"/proc", "getent", "setpriv", "Exception", "it should not"}) {
      assertFalse(said.all().contains(word), said.toString());
    }
  }

  @Test
  void onMacOsTheHookIsInstalledAndRemovedAndASupervisorIsFollowed() {
    try (OtherUnix mac = OtherUnix.macOs()) {
      Output bare = mac.www("jstartup");
      assertTrue(bare.stdout().contains("sudo env "), bare.toString());
      assertTrue(bare.stdout().contains(" startup launchd -u www --hp /home/www"), bare.toString());
      assertNoLinux(bare);

      startApp(mac);
      Await.until("the app", PATIENCE, () -> mac.www("test -e got").exitCode() == 0);
      String got = mac.www("cat got").stdout();
      assertTrue(got.contains("LC_ALL=de_DE.UTF-8\n"), got);
      assertTrue(got.contains("JAVA_TOOL_OPTIONS=-Dof=the-app\n"), got);
      assertFalse(got.contains("JSTARTUP_CALLER"), got);
      assertTrue(got.contains("\n0027\n"), got);
      mac.www("jstartup save").expect(0);

      String before = pid(mac);
      mac.www("kill -KILL $(ps -o ppid= -p " + before + ")").expect(0);
      assertEquals(before, pid(mac), "the one that follows it has adopted the app");

      Output installed = mac.root("jstartup startup -u www").expect(0);
      assertNoLinux(installed);
      String plist = "/Library/LaunchDaemons/io.jstartup.jstartup-www.plist";
      mac.root("plutil -lint " + plist).expect(0);
      assertTrue(
          mac.root("cat /unix/launchctl")
              .stdout()
              .contains("enable system/io.jstartup.jstartup-www"));
      assertNoLinux(mac.root("jstartup unstartup -u www").expect(0));
      mac.root("test -e " + plist).expect(1);

      Output nobody = mac.root("jstartup startup -u nobody-of-that-name");
      assertTrue(nobody.stderr().contains("there is no such user"), nobody.toString());
      assertNoLinux(nobody);
    }
  }

  @Test
  void onFreeBsdTheHooksSupervisorRunsTheAppsAsTheirUser() {
    try (OtherUnix bsd = OtherUnix.freeBsd()) {
      startApp(bsd);
      bsd.www("jstartup save && jstartup kill").expect(0);
      bsd.www("rm got record").expect(0);

      assertNoLinux(bsd.root("jstartup startup -u www").expect(0));
      Await.until("the app", PATIENCE, () -> bsd.www("test -e got").exitCode() == 0);
      String ids = bsd.www("id -u; id -G").stdout();
      assertTrue(ids.contains(" 4321"), ids);
      assertTrue(bsd.www("cat got").stdout().endsWith("\n0027\n" + ids), ids);
      assertTrue(list(bsd).contains("\"online\""));

      Output refused = bsd.www("jstartup start 'sleep 9000' --nice 3");
      assertTrue(refused.stderr().contains("on Linux only"), refused.toString());
      assertNoLinux(refused);

      bsd.root("service jstartup_www stop").expect(0);
      assertEquals("stopped\n", bsd.www("cat record").stdout());
      assertNoLinux(bsd.root("jstartup unstartup -u www").expect(0));
      bsd.root("ls /usr/local/etc/rc.d /etc/rc.conf.d | grep jstartup").expect(1);
    }
  }
}
