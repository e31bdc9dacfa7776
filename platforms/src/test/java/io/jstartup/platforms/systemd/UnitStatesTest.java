package io.jstartup.platforms.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.Status;
import io.jstartup.platforms.systemd.apps.UnitState;
import io.jstartup.platforms.systemd.apps.UnitStates;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnitStatesTest {
  private static final String SHOWN =
      """
      Id=jstartup-www@a-0.service
      LoadState=loaded
      ActiveState=active
      SubState=running
      Result=success
      MainPID=4711
      NRestarts=3
      ExecMainStartTimestampMonotonic=1000000
      CPUUsageNSec=500000000
      MemoryCurrent=4096
      StandardInput=null
      StandardOutput=journal

      Id=jstartup-www@b-0.service
      LoadState=loaded
      ActiveState=activating
      SubState=auto-restart
      Result=exit-code
      MainPID=0
      ExecMainStartTimestampMonotonic=1000000
      CPUUsageNSec=18446744073709551615
      MemoryCurrent=[not set]
      StandardInput=file
      StandardOutput=journal

      Id=jstartup-www@c-0.service
      LoadState=not-found
      ActiveState=inactive
      """;

  @Test
  void eachServiceHasItsOwnState() {
    Map<String, UnitState> states = UnitStates.answer(SHOWN, 11_000_000);
    assertEquals(
        new UnitState(Status.ONLINE, 4711, 10_000, 3, 5.0, 4096, "", true),
        states.get("jstartup-www@a-0.service"));
    UnitState waiting = states.get("jstartup-www@b-0.service");
    assertEquals(Status.WAITING_RESTART, waiting.status());
    assertEquals(0, waiting.memory());
    assertTrue(waiting.reason().contains("exit-code"), waiting.reason());
    assertFalse(waiting.journal());
    UnitState gone = states.get("jstartup-www@c-0.service");
    assertEquals(Status.STOPPED, gone.status());
    assertFalse(gone.reason().isEmpty());
  }

  @Test
  void manyAreAskedForInOneCall() {
    List<String> argv =
        UnitStates.question(List.of("systemctl", "show"), List.of("a.service", "b.service")).argv();
    assertEquals(
        List.of("--", "a.service", "b.service"), argv.subList(argv.size() - 3, argv.size()));
  }
}
