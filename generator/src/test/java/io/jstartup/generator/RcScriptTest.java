package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of the BSDs' rc.d, run by a shell of this machine below stand-ins for their rc.subr(8): see {@link RcMachine}. */
final class RcScriptTest {
  @TempDir Path folder;
  private RcMachine machine;

  @AfterEach
  void endKeeper() throws IOException, InterruptedException {
    if (machine != null) {
      machine.endAll();
    }
  }

  private void install(String id) throws IOException {
    assumeTrue(
        "true".equals(System.getenv("CI")) || RcMachine.canRun(id), "there is no Korn shell here");
    machine = new RcMachine(folder, id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rcd", "rcd-netbsd"})
  void startsOnceSaysSoAndStops(String id) throws IOException, InterruptedException {
    install(id);
    assertEquals(1, machine.run("status"));
    assertEquals(0, machine.run("start"));
    assertEquals(0, machine.run("status"));
    String pid = machine.pidFile();
    assertEquals(0, machine.run("start"));
    assertEquals(pid, machine.pidFile());
    assertEquals(1, machine.keepers());
    assertEquals(0, machine.run("stop"));
    assertEquals(0, machine.keepers());
    assertEquals(1, machine.run("status"));
    assertEquals("", machine.pidFile());
    assertEquals(0, machine.run("stop"), "there is nothing to stop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rcd", "rcd-netbsd"})
  void restartsAndSaysByWhatItIsEnabled(String id) throws IOException, InterruptedException {
    install(id);
    assertEquals(0, machine.run("start"));
    String pid = machine.pidFile();
    assertEquals(0, machine.run("restart"));
    assertNotEquals(pid, machine.pidFile());
    assertEquals(1, machine.keepers());
    assertEquals(0, machine.run("rcvar"));
    String variable = id.equals("rcd") ? "jstartup_www_enable" : "jstartup_www";
    assertTrue(machine.said().contains(variable + "=YES"), machine.said());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rcd", "rcd-netbsd"})
  void withoutItsSettingItIsOff(String id) throws IOException, InterruptedException {
    install(id);
    machine.disable();
    assertEquals(1, machine.run("start"));
    assertEquals(0, machine.keepers());
    assertEquals(0, machine.run("onestart"));
    assertEquals(1, machine.keepers());
    assertEquals(0, machine.run("onestop"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rcd", "rcd-netbsd"})
  void aNumberThatAnotherProcessHasNowIsNotTakenForIt(String id)
      throws IOException, InterruptedException {
    install(id);
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      machine.writePidFile(Long.toString(other.pid()));
      assertEquals(1, machine.run("status"));
      assertEquals(0, machine.run("stop"));
      assertTrue(other.isAlive());
      machine.writePidFile("not a number");
      assertEquals(0, machine.run("start"));
      assertEquals(1, machine.keepers());
    } finally {
      other.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rcd", "rcd-netbsd"})
  void whatDoesNotStopIsKilledWhenTheLimitHasPassed(String id)
      throws IOException, InterruptedException {
    install(id);
    machine.stopLimit(1);
    machine.keeperIgnoresSignals();
    assertEquals(0, machine.run("start"));
    long begin = System.nanoTime();
    assertEquals(0, machine.run("stop"));
    assertEquals(0, machine.keepers());
    assertTrue(System.nanoTime() - begin >= 1_000_000_000L);
  }

  @Test
  void whatItCouldNotFindAgainNetBsdDoesNotStart() throws IOException, InterruptedException {
    install("rcd-netbsd");
    machine.forbidPidFile();
    assertEquals(1, machine.run("start"));
    assertEquals(0, machine.keepers());
  }

  @Test
  void openBsdFindsStopsAndStartsItByItsPattern() throws IOException, InterruptedException {
    install("rcd-openbsd");
    assertEquals(1, machine.run("check"));
    assertEquals(0, machine.run("start"));
    assertEquals("jstartup_www(ok)", machine.said());
    assertEquals(0, machine.run("check"));
    assertEquals(0, machine.run("start"));
    assertEquals(1, machine.keepers(), "it ran already");
    assertEquals(0, machine.run("restart"));
    assertEquals(1, machine.keepers());
    assertEquals(1, machine.run("reload"), "the script knows no reload");
    assertEquals(0, machine.run("stop"));
    assertEquals(0, machine.keepers());
    assertEquals(1, machine.run("check"));
  }

  @Test
  void openBsdKillsWhatOutlivesItsTimeout() throws IOException, InterruptedException {
    install("rcd-openbsd");
    machine.stopLimit(1);
    machine.keeperIgnoresSignals();
    assertEquals(0, machine.run("start"));
    assertEquals(0, machine.run("stop"));
    assertEquals("jstartup_www(killed)", machine.said());
    assertEquals(0, machine.keepers());
  }
}
