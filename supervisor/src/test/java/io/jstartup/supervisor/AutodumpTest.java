package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.DumpStore;
import io.jstartup.dump.Setting;
import io.jstartup.dump.Settings;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutodumpTest extends WithDaemon {
  private void idle(String name) {
    daemon.start(TestDaemon.idle(daemon.shell(name, "exec sleep 1000"), 1));
  }

  private void set(String value) {
    new Settings(daemon.home).set(Setting.AUTODUMP, value);
    daemon.client.configure();
  }

  private List<String> saved() {
    return new DumpStore(daemon.home)
        .load().instances().stream().map(saved -> saved.app().name()).toList();
  }

  private long savesLogged() throws Exception {
    return daemon.log().lines().filter(line -> line.contains("autodump: saved")).count();
  }

  @Test
  void savesAMomentAfterAChangeOnceItIsSwitchedOn() throws Exception {
    idle("a");
    assertEquals(List.of(), saved());
    set("true");
    Await.until("a is saved", () -> saved().equals(List.of("a")));
    idle("b");
    daemon.client.delete(List.of("a"), SupervisorClient.QUIET);
    Await.until("b alone is saved", () -> saved().equals(List.of("b")));
    set("false");
    idle("c");
    daemon.client.save(false);
    daemon.client.delete(List.of("c"), SupervisorClient.QUIET);
    assertEquals(List.of("b", "c"), saved());
  }

  @Test
  void neverSavesAnEmptyListNorAtAShutdown() throws Exception {
    set("true");
    daemon.start(daemon.shell("a", "exec sleep 1000"));
    Await.until("a is saved", () -> saved().equals(List.of("a")));
    daemon.client.delete(List.of("all"), SupervisorClient.QUIET);
    idle("b");
    Await.until("b is saved", () -> saved().equals(List.of("b")));
    daemon.start(daemon.shell("c", "exec sleep 1000"));
    Await.until("c is saved", () -> saved().equals(List.of("b", "c")));
    String before = Files.readString(daemon.home.dump());
    daemon.client.kill(SupervisorClient.QUIET);
    assertEquals(before, Files.readString(daemon.home.dump()));
    daemon.launch();
    assertEquals(List.of(), daemon.client.list());
  }

  @Test
  void doesNotReplaceAListThatWasNeverBroughtBack() throws Exception {
    idle("machine");
    daemon.client.save(false);
    daemon.client.kill(SupervisorClient.QUIET);
    new Settings(daemon.home).set(Setting.AUTODUMP, "true");
    daemon.launch();
    idle("by hand");
    Await.until("it says so", () -> daemon.log().contains("autodump saves nothing: saved but not"));
    assertEquals(List.of("machine"), saved());
    daemon.client.resurrect(SupervisorClient.QUIET);
    Await.until("both are saved", () -> saved().size() == 2);
  }

  @Test
  void aCrashAndARestartAreNoChange() throws Exception {
    set("true");
    daemon.start(daemon.shell("a", "exec sleep 1000"));
    Await.until("it is saved", () -> savesLogged() == 1);
    daemon.client.restart(List.of("a"), SupervisorClient.QUIET);
    daemon.client.signal(9, List.of("a"));
    Await.until("it runs again", () -> daemon.row("a").restarts() == 2);
    daemon.client.stop(List.of("a"), SupervisorClient.QUIET);
    Await.until("the stop is saved", () -> savesLogged() == 2);
    assertFalse(new DumpStore(daemon.home).load().instances().get(0).run());
  }

  @Test
  void resurrectsFromAnOlderListAndSaysWhichThereAre() throws Exception {
    idle("old");
    daemon.client.save(false);
    daemon.client.delete(List.of("all"), SupervisorClient.QUIET);
    idle("new");
    daemon.client.save(false);
    ProblemsException unknown =
        assertThrows(ProblemsException.class, () -> new DumpStore(daemon.home).load("99"));
    assertTrue(unknown.getMessage().contains("\n  2  dump.pm2."), unknown.getMessage());
    Outcome outcome = daemon.client.resurrect("1", SupervisorClient.QUIET);
    assertTrue(outcome.ok(), outcome.problems().toString());
    assertEquals("stopped", daemon.row("old").status());
    assertEquals(List.of("new"), saved());
    assertEquals(2, daemon.client.draft().size());
    assertFalse(daemon.client.resurrect("x", SupervisorClient.QUIET).ok());
  }
}
