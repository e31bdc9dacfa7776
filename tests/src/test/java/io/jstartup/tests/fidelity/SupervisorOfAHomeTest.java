package io.jstartup.tests.fidelity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.Distribution;
import io.jstartup.tests.rig.LocalProcesses;
import io.jstartup.tests.rig.MachineProcess;
import io.jstartup.tests.rig.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One supervisor for each home, whoever starts it and however it ends. */
final class SupervisorOfAHomeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private LocalHome home;

  @BeforeEach
  void makeHome() throws IOException {
    home = new LocalHome();
  }

  @AfterEach
  void endAll() throws IOException {
    home.close();
  }

  private void startSleep(String seconds) {
    home.jstartup("start", "sleep", "--name", "sleep-" + seconds, "--", seconds).expect(0);
  }

  private MachineProcess awaitOne(String argument) {
    Await.until("one " + argument, PATIENCE, () -> home.running(argument).size() == 1);
    return home.running(argument).get(0);
  }

  private int supervisorOf(MachineProcess app) {
    return app.parent();
  }

  @Test
  void manyStartersAtOnceShareOne() {
    List<CompletableFuture<Output>> starters =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> home.jstartup("start", "sleep", "--name", "s" + i, "--", "471" + i)))
            .toList();
    starters.forEach(starter -> starter.join().expect(0));
    long supervisors =
        IntStream.range(0, 4).map(i -> supervisorOf(awaitOne("471" + i))).distinct().count();
    assertEquals(1, supervisors);
  }

  @Test
  void aSuccessorAdoptsWhatRuns() {
    startSleep("4711");
    MachineProcess app = awaitOne("4711");
    kill(supervisorOf(app));
    startSleep("4712");
    awaitOne("4712");
    assertTrue(app.sameRun(awaitOne("4711")));
    home.jstartup("stop", "sleep-4711").expect(0);
    assertEquals(List.of(), home.running("4711"));
  }

  @Test
  void killEndsWhatADeadSupervisorLeft() {
    startSleep("4711");
    kill(supervisorOf(awaitOne("4711")));
    home.jstartup("ping").expect(1);
    home.jstartup("kill").expect(0);
    assertEquals(List.of(), home.running("4711"));
  }

  @Test
  void theListShowsWhatADeadSupervisorLeft() {
    startSleep("4711");
    MachineProcess app = awaitOne("4711");
    kill(supervisorOf(app));
    assertTrue(home.jstartup("jlist").expect(0).stdout().startsWith("[{\"pid\":" + app.pid()));
  }

  @Test
  void resurrectDoesNotDoubleWhatRuns() {
    startSleep("4711");
    home.jstartup("save").expect(0);
    MachineProcess app = awaitOne("4711");
    kill(supervisorOf(app));
    home.jstartup("resurrect").expect(0);
    home.jstartup("resurrect").expect(0);
    assertTrue(app.sameRun(awaitOne("4711")));
  }

  @Test
  void resurrectBringsBackWhatWasSavedAfterAKill() {
    startSleep("4711");
    home.jstartup("save").expect(0);
    MachineProcess before = awaitOne("4711");
    home.jstartup("kill").expect(0);
    assertEquals(List.of(), home.running("4711"));
    home.jstartup("resurrect").expect(0);
    MachineProcess after = awaitOne("4711");
    assertEquals(before.argv(), after.argv());
    assertEquals(before.environment(), after.environment());
    assertEquals(before.cwd(), after.cwd());
  }

  @Test
  void itsHomeIsItsOwnersAlone() throws IOException {
    startSleep("4711");
    home.jstartup("save").expect(0);
    try (Stream<Path> paths = Files.walk(home.folder().resolve(".jstartup"))) {
      for (Path path : paths.toList()) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        assertTrue(mode.endsWith("------"), path + " " + mode);
      }
    }
  }

  @Test
  void killLeavesNoProcess() {
    startSleep("4711");
    int supervisor = supervisorOf(awaitOne("4711"));
    home.jstartup("kill").expect(0);
    assertEquals(List.of(), home.running("4711"));
    Await.until(
        "the supervisor's end",
        PATIENCE,
        () -> LocalProcesses.all().stream().noneMatch(process -> process.pid() == supervisor));
  }

  @Test
  void theProgramWorksFromAnyFolderThroughALink() throws IOException {
    Path copy = home.folder().resolve("a folder with 'quotes' and größe");
    // with its times, or archives that seem older than their jars would be made anew in the home,
    // in the background
    home.run(Map.of(), "cp", "-a", Distribution.folder().toString(), copy.toString()).expect(0);
    Path link =
        Files.createSymbolicLink(home.folder().resolve("linked"), copy.resolve("bin/jstartup"));
    home.run(Map.of(), link.toString(), "start", "sleep", "--name", "linked", "--", "4711")
        .expect(0);
    awaitOne("4711");
    home.run(Map.of(), link.toString(), "kill").expect(0);
  }

  private void kill(int pid) {
    home.run(Map.of(), "kill", "-9", Integer.toString(pid)).expect(0);
    Await.until(
        "the end of " + pid,
        PATIENCE,
        () -> LocalProcesses.all().stream().noneMatch(process -> process.pid() == pid));
  }
}
