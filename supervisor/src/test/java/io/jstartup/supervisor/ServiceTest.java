package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.ProblemsException;
import io.jstartup.model.exec.EnvironmentChange;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import io.jstartup.supervisor.control.StartMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the init system runs as a service of its own is listed, and never started by the supervisor. */
class ServiceTest extends WithDaemon {
  private static final String UNIT = "jstartup-www@web-0.service";
  private static final Consumer<io.jstartup.supervisor.client.Progress> QUIET =
      SupervisorClient.QUIET;

  private Path starts;

  @BeforeEach
  void nameItsFile() {
    starts = folder.resolve("starts");
  }

  /** Lists two apps, of which one becomes a service. */
  private void handOver() throws Exception {
    assertTrue(
        daemon.start(daemon.shell("web", script()), daemon.shell("own", "exec sleep 1000")).ok());
    awaitStarted();
    Outcome outcome = daemon.client.handOver(Map.of(daemon.row("web").id(), UNIT), "");
    assertTrue(outcome.ok(), outcome.problems().toString());
    daemon.client.save(false);
  }

  private void awaitStarted() throws Exception {
    Await.until("it wrote so", () -> Files.exists(starts) && Files.size(starts) > 0);
  }

  private String script() {
    return "echo started >> '" + starts + "'; exec sleep 1000";
  }

  private void assertDown() throws Exception {
    ProcessRow web = daemon.row("web");
    assertEquals("stopped", web.status());
    assertEquals(0, web.pid());
    assertEquals(UNIT, web.service());
    assertEquals(1, Files.readAllLines(starts).size());
  }

  private void assertRefused(Outcome outcome) {
    assertEquals(1, outcome.problems().size(), outcome.problems().toString());
    assertTrue(outcome.problems().get(0).message().contains(UNIT), outcome.problems().toString());
  }

  @Test
  void nothingThatIsAskedStartsIt() throws Exception {
    handOver();
    int before = daemon.row("own").pid();
    assertRefused(daemon.client.restart(List.of("all"), QUIET));
    assertTrue(before != daemon.row("own").pid() && daemon.row("own").pid() > 0);
    EnvironmentChange none = EnvironmentChange.NONE;
    assertRefused(daemon.client.reload(List.of("web"), none, 1, true, QUIET));
    assertRefused(daemon.client.stop(List.of("web"), QUIET));
    assertRefused(daemon.client.delete(List.of("web"), QUIET));
    assertRefused(daemon.client.scale("web", "+1", QUIET));
    assertRefused(daemon.client.signal(12, List.of("web")));
    for (StartMode mode : StartMode.values()) {
      assertRefused(daemon.client.start(List.of(daemon.shell("web", script())), mode, QUIET));
    }
    assertRefused(daemon.client.reload(List.of(daemon.shell("web", script())), 1, true, QUIET));
    daemon.client.resurrect(QUIET);
    assertDown();
    assertEquals(2, daemon.client.list().size());
  }

  @Test
  void neitherADeathNorAnEndNorABootNorAnEmptyBeginningStartsIt() throws Exception {
    handOver();
    daemon.kill9();
    daemon.launch();
    assertDown();
    daemon.client.kill(QUIET);
    daemon.launch("boot");
    assertDown();
    assertTrue(daemon.row("own").pid() > 0);
    daemon.client.kill(QUIET);
    daemon.launch();
    assertDown();
    assertEquals(1, daemon.client.list().size());
    daemon.client.resurrect(QUIET);
    assertDown();
    assertEquals(2, daemon.client.list().size());
  }

  @Test
  void aDeathInTheMidstOfTheHandOverStopsItAllTheSame() throws Exception {
    String stubborn = "trap '' INT; echo started >> '" + starts + "'; while :; do sleep 0.1; done";
    daemon.start(daemon.shell("web", stubborn));
    Await.until("it runs", () -> Files.exists(starts));
    SupervisorClient other = another();
    Thread handOver =
        new Thread(
            () -> assertThrows(ProblemsException.class, () -> other.handOver(Map.of(0, UNIT), "")));
    handOver.start();
    Await.until("it is being stopped", () -> daemon.row("web").status().equals("stopping"));
    daemon.kill9();
    handOver.join();
    other.close();
    daemon.launch();
    Await.until("it is down", () -> daemon.row("web").status().equals("stopped"));
    assertDown();
  }

  @Test
  void aScheduleOrAChangedFileDoesNotStartIt() throws Exception {
    daemon.start(daemon.shell("web", script()));
    awaitStarted();
    daemon.client.restart(List.of("web"), Map.of("cron_restart", "* * * * * *"), QUIET);
    int due = Files.readAllLines(starts).size();
    Await.until("its schedule restarts it", () -> Files.readAllLines(starts).size() > due);
    daemon.client.handOver(Map.of(0, UNIT), "");
    List<String> after = Files.readAllLines(starts);
    daemon.start(daemon.shell("clock", "exec sleep 1000"));
    daemon.client.restart(List.of("clock"), Map.of("cron_restart", "* * * * * *"), QUIET);
    int restarts = daemon.row("clock").restarts();
    Await.until("two more seconds", () -> daemon.row("clock").restarts() > restarts + 1);
    assertEquals(after, Files.readAllLines(starts));
    assertEquals("stopped", daemon.row("web").status());
  }

  @Test
  void givenBackItIsTheSupervisorsAgain() throws Exception {
    handOver();
    assertTrue(daemon.client.handOver(Map.of(daemon.row("web").id(), ""), "").ok());
    assertEquals("", daemon.row("web").service());
    assertEquals("stopped", daemon.row("web").status());
    assertTrue(daemon.client.restart(List.of("web"), QUIET).ok());
    assertTrue(daemon.row("web").pid() > 0);
    daemon.client.save(false);
    daemon.kill9();
    daemon.launch();
    assertEquals(Optional.of(""), Optional.of(daemon.row("web").service()));
  }

  @Test
  void withoutItsGateABootStartsItAndNothingElseDoes() throws Exception {
    Path gate = folder.resolve("gate");
    assertTrue(daemon.start(daemon.shell("web", script()), daemon.shell("off", script())).ok());
    assertTrue(daemon.client.stop(List.of("off"), QUIET).ok());
    int before = Files.readAllLines(starts).size();
    Map<Integer, String> services =
        Map.of(daemon.row("web").id(), UNIT, daemon.row("off").id(), UNIT);
    assertTrue(daemon.client.handOver(services, gate.toString()).ok());
    daemon.client.save(false);
    assertRefused(daemon.client.restart(List.of("web"), QUIET));
    daemon.kill9();
    daemon.launch(); // the hand-over is under way
    assertEquals(UNIT, daemon.row("web").service());
    assertEquals(List.of(true, false), daemon.client.draft().stream().map(it -> it.run()).toList());

    Files.writeString(gate, "");
    daemon.client.kill(QUIET);
    daemon.launch("boot");
    assertEquals(UNIT, daemon.row("web").service());
    assertEquals(before, Files.readAllLines(starts).size());

    Files.delete(gate);
    daemon.client.kill(QUIET);
    daemon.launch("boot");
    Await.until("it is back", () -> daemon.row("web").status().equals("online"));
    assertEquals(List.of("", ""), daemon.client.list().stream().map(ProcessRow::service).toList());
    assertEquals("stopped", daemon.row("off").status());
    Await.until("it has started", () -> Files.readAllLines(starts).size() == before + 1);
  }
}
