package io.jstartup.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built program, replaced under running apps by another installation of it. */
class UpdateCommandTest {
  @TempDir Path folder;

  private Path otherInstallation() throws Exception {
    Path other = folder.resolve("an other jstartup");
    Process copy =
        new ProcessBuilder("cp", "-a", Jstartup.distribution().toString(), other.toString())
            .start();
    assertEquals(0, copy.waitFor());
    return other;
  }

  private static String commandLine(long pid) throws IOException {
    return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
  }

  @Test
  void runsTheOtherInstallationsSupervisorUnderTheSameApps() throws Exception {
    Path other = otherInstallation();
    try (Jstartup jstartup = new Jstartup(folder)) {
      jstartup.run("start", "/bin/sleep", "--name", "web", "--", "1000").expect(0);
      long supervisor = jstartup.supervisorPid();
      List<Long> pids = jstartup.pids("web");
      new Jstartup(folder, other.resolve("bin/jstartup")).run("update").expect(0);
      assertEquals(supervisor, jstartup.supervisorPid());
      assertTrue(commandLine(supervisor).contains(other + "/lib/"), commandLine(supervisor));
      assertEquals(pids, jstartup.pids("web"));
      jstartup.run("restart", "web").expect(0);
      jstartup.run("updatePM2", "--json").expect(0);
      assertEquals(supervisor, jstartup.supervisorPid());
    }
  }

  @Test
  void keepsTheRunningSupervisorWhenTheOtherOneLacksAPart() throws Exception {
    Path other = otherInstallation();
    try (Jstartup jstartup = new Jstartup(folder)) {
      jstartup.run("start", "/bin/sleep", "--name", "web", "--", "1000").expect(0);
      long supervisor = jstartup.supervisorPid();
      String before = commandLine(supervisor);
      List<Long> pids = jstartup.pids("web");
      try (var jars = Files.list(other.resolve("lib"))) {
        for (Path jar : jars.filter(it -> it.toString().contains("jna")).toList()) {
          Files.delete(jar);
        }
      }
      Output refused = new Jstartup(folder, other.resolve("bin/jstartup")).run("update");
      assertEquals(1, refused.exitCode());
      assertTrue(refused.stderr().contains("its trial run exited with"), refused.toString());
      assertEquals(before, commandLine(supervisor));
      assertEquals(pids, jstartup.pids("web"));
    }
  }

  @Test
  void hasNothingToDoWithoutASupervisor() throws Exception {
    try (Jstartup jstartup = new Jstartup(folder)) {
      Output output = jstartup.run("update").expect(0);
      assertTrue(output.stdout().contains("no supervisor runs"), output.toString());
    }
  }
}
