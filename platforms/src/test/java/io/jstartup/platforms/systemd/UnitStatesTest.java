package io.jstartup.platforms.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.Status;
import io.jstartup.platforms.systemd.apps.ResidentMemory;
import io.jstartup.platforms.systemd.apps.UnitState;
import io.jstartup.platforms.systemd.apps.UnitStates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitStatesTest {
  @TempDir Path root;

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
    Map<String, UnitState> states = UnitStates.answer(SHOWN, 11_000_000, cgroup -> -1);
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

  /** It counts none without a memory controller. */
  @ParameterizedTest
  @ValueSource(strings = {"", "/unified", "/systemd"})
  void memoryThatSystemdDoesNotCountIsReadOfAllProcessesOfTheService(String tree)
      throws IOException {
    String cgroup = "/system.slice/jstartup\\x2dwww.slice/jstartup-www@a-0.service";
    String folder = "sys/fs/cgroup" + tree + cgroup;
    write(folder + "/cgroup.procs", "4711\n4712\n");
    write(folder + "/app-x/cgroup.procs", "4713\n");
    write("proc/4711/status", "Name:\ta\nVmHWM:\t 99 kB\nVmRSS:\t   10 kB\n");
    write("proc/4713/status", "VmRSS:\t       5 kB\n");
    String shown =
        SHOWN.replace("MemoryCurrent=4096", "MemoryCurrent=[not set]\nControlGroup=" + cgroup);
    Map<String, UnitState> states = UnitStates.answer(shown, 0, new ResidentMemory(root));
    assertEquals(15 * 1024, states.get("jstartup-www@a-0.service").memory());
    assertEquals(0, states.get("jstartup-www@b-0.service").memory());
  }

  @Test
  void aServiceWithoutCgroupHasNotTheWholeMachinesMemory() throws IOException {
    write("sys/fs/cgroup/cgroup.procs", "1\n");
    write("proc/1/status", "VmRSS: 5 kB\n");
    for (String cgroup : List.of("", "/", "/gone.service")) {
      assertEquals(0, new ResidentMemory(root).applyAsLong(cgroup));
    }
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void manyAreAskedForInOneCall() {
    List<String> argv =
        UnitStates.question(List.of("systemctl", "show"), List.of("a.service", "b.service")).argv();
    assertEquals(
        List.of("--", "a.service", "b.service"), argv.subList(argv.size() - 3, argv.size()));
  }
}
