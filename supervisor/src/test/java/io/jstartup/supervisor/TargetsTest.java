package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetsTest extends WithDaemon {
  @BeforeEach
  void listApps() {
    for (String name : List.of("web-1", "web-2", "worker", "1", "all", "a".repeat(40))) {
      daemon.start(TestDaemon.idle(daemon.shell(name, "exec sleep 1000"), 1));
    }
  }

  private Outcome stop(String... targets) {
    return daemon.client.stop(List.of(targets), SupervisorClient.QUIET);
  }

  private List<String> meant(String... targets) {
    Outcome outcome = stop(targets);
    assertTrue(outcome.ok(), outcome.problems().toString());
    return outcome.processes().stream().map(row -> row.name()).toList();
  }

  private String problem(String target) {
    Outcome outcome = stop(target);
    assertFalse(outcome.ok());
    return outcome.problems().get(0).message();
  }

  @Test
  void aPatternIsFoundAnywhereInANameButNotInNamespaces() {
    assertEquals(List.of("web-1", "web-2"), meant("/^web/"));
    assertEquals(List.of("worker"), meant("/rk/"));
    assertTrue(problem("/default/").contains("no name matches '/default/'"));
  }

  @Test
  void whatSeveralTargetsNameIsDoneOnce() {
    assertEquals(List.of("web-1", "web-2", "worker"), meant("web-1", "/web/", "0", "worker"));
  }

  @Test
  void whatIsFoundIsDoneThoughAnotherTargetIsUnknown() {
    Outcome outcome = daemon.client.delete(List.of("wrker", "web-1"), SupervisorClient.QUIET);
    assertEquals(1, outcome.problems().size());
    assertEquals("did you mean 'worker'?", outcome.problems().get(0).remedy());
    assertEquals(5, daemon.client.list().size());
  }

  @Test
  void aNumberIsAnIdAndAllIsEverythingWhateverNamesThereAre() {
    assertEquals(List.of("web-2"), meant("1"));
    assertEquals(List.of("1"), meant("3"));
    assertEquals(List.of("all"), meant("4"));
    assertEquals(6, meant("all").size());
  }

  @Test
  void aBadPatternIsSaidAndAnEndlessOneHoldsNobodyUp() {
    assertTrue(problem("/web(/").contains("cannot use the pattern '/web(/'"));
    long from = System.nanoTime();
    assertTrue(problem("/^(a+)+\\1x/").contains("takes too long"));
    assertTrue(problem("/(.*a){12}b\\1/").contains("takes too long"));
    assertTrue(System.nanoTime() - from < 3_000_000_000L);
    assertEquals(6, daemon.client.list().size());
  }
}
