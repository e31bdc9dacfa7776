package io.jstartup.platforms.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExitTest {
  private final OperatingSystem os = OperatingSystems.current();
  private final Spawned spawned = new Spawned(os);
  private Poller poller;

  @BeforeEach
  void open() throws OsException {
    poller = os.poller();
  }

  @AfterEach
  void end() throws OsException {
    poller.close();
    spawned.close();
  }

  @Test
  void exitCodesArrive() throws Exception {
    for (int code : new int[] {0, 1, 78, 255}) {
      assertEquals(new Exit.Code(code), Exits.await(poller, spawned.shell("exit " + code)));
    }
  }

  @Test
  void signalsArrive() throws Exception {
    boolean exact = os.capabilities().contains(Capability.EXACT_SPAWN);
    for (int signal : exact ? new int[] {2, 3, 9, 15} : new int[] {2, 9, 15}) {
      ManagedProcess process = spawned.start(Spawned.request(List.of("/bin/sleep", "600")));
      assertTrue(process.signal(signal));
      Exit exit = Exits.await(poller, process);
      assertEquals(signal, ((Exit.Killed) exit).signal());
      assertFalse(process.signal(signal), "it is gone");
    }
  }

  @Test
  void eachOfManyChildrenHasItsOwnCode() throws Exception {
    Map<Integer, Exit> exits = new HashMap<>();
    Map<Integer, Exit> expected = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      int code = i;
      expected.put(code, new Exit.Code(code));
      poller.watchExit(spawned.shell("exit " + i), exit -> exits.put(code, exit));
    }
    Exits.runUntil(poller, () -> exits.size() == 100);
    assertEquals(expected, exits);
  }

  @Test
  void theJvmsOwnChildrenKeepTheirExitCodes() throws Exception {
    Process jvms = new ProcessBuilder("/bin/sh", "-c", "exit 7").start();
    assertEquals(new Exit.Code(3), Exits.await(poller, spawned.shell("exit 3")));
    assertEquals(7, jvms.waitFor());
  }

  @Test
  void aChildIsReapedOnceItsExitWasTold() throws Exception {
    ManagedProcess process = spawned.shell("exit 0");
    Exits.await(poller, process);
    assertFalse(Files.exists(Spawned.proc(process, "stat")));
  }

  @Test
  void anAdoptedProcessThatDiesIsSeen() throws Exception {
    try (Stranger stranger = new Stranger("sleep 600 & echo $!; wait $!; exit 0")) {
      ProcessIdentity identity = os.identify(stranger.firstNumber()).orElseThrow();
      ManagedProcess adopted = os.adopt(identity).orElseThrow();
      assertFalse(adopted.child());
      List<Exit> exits = new ArrayList<>();
      poller.watchExit(adopted, exits::add);
      assertTrue(adopted.signal(15));
      Exits.runUntil(poller, () -> !exits.isEmpty());
      Exit exit = exits.get(0);
      assertTrue(
          exit.equals(new Exit.Killed(15, false)) || exit.equals(new Exit.Unknown()),
          exit.toString());
      adopted.close();
    }
  }

  @Test
  void aZombieOfAnotherParentCountsAsDeadAndItsCodeIsKnown() throws Exception {
    Spawned.needs(os, Capability.EXIT_OF_ADOPTED);
    // its parent does not reap it while it sleeps; a job in the background would read /dev/null as
    // 0
    try (Stranger stranger =
        new Stranger("exec 3<&0; sh -c 'read go; exit 5' <&3 & echo $!; exec sleep 600")) {
      ProcessIdentity identity = os.identify(stranger.firstNumber()).orElseThrow();
      ManagedProcess adopted = os.adopt(identity).orElseThrow();
      List<Exit> exits = new ArrayList<>();
      poller.watchExit(adopted, exits::add);
      stranger.write("go\n");
      Exits.runUntil(poller, () -> !exits.isEmpty());
      assertEquals(List.of(new Exit.Code(5)), exits);
      assertEquals(Optional.empty(), os.identify(identity.pid()));
      adopted.close();
    }
  }

  @Test
  void aPidWithAnotherStartTimeIsNotAdopted() throws Exception {
    ManagedProcess process = spawned.start(Spawned.request(List.of("/bin/sleep", "600")));
    ProcessIdentity real = process.identity();
    assertTrue(os.adopt(real).isPresent());
    assertTrue(os.adopt(new ProcessIdentity(real.pid(), real.startTime() - 10_000)).isEmpty());
    process.signal(9);
    Exits.await(poller, process);
    assertTrue(os.adopt(real).isEmpty(), "it is gone");
  }

  @Test
  void anAdoptedChildIsStillAChild() throws Exception {
    Spawned.needs(os, Capability.EXIT_OF_ADOPTED);
    ManagedProcess process = spawned.shell("sleep 600; :");
    try (ManagedProcess again = os.adopt(process.identity()).orElseThrow()) {
      assertTrue(again.child());
    }
  }

  @Test
  void aClosedHandleCallsNobodyBack() throws Exception {
    ManagedProcess process = os.spawn(Spawned.request(List.of("/bin/sh", "-c", "exit 0")));
    List<Exit> exits = new ArrayList<>();
    poller.watchExit(process, exits::add);
    process.close();
    assertEquals(new Exit.Code(0), Exits.await(poller, spawned.shell("exit 0")));
    assertEquals(List.of(), exits);
  }
}
