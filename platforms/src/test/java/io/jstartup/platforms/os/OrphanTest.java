package io.jstartup.platforms.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanTest {
  @TempDir Path folder;

  private final OperatingSystem os = OperatingSystems.current();
  private final Spawned spawned = new Spawned(os);

  @BeforeEach
  void adopt() {
    assumeTrue(os.adoptOrphans(), "this system has no subreapers");
  }

  @AfterEach
  void end() throws OsException {
    spawned.close();
  }

  private int orphanOf(String script) throws Exception {
    Path file = folder.resolve("pid");
    spawned.shell(
        "(setsid sh -c 'echo $$ > "
            + file
            + ".new; mv "
            + file
            + ".new "
            + file
            + "; "
            + script
            + "' &)");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!Files.exists(file)) {
      assertTrue(System.nanoTime() < end, "no orphan within 20 s");
      Thread.onSpinWait();
    }
    return Integer.parseInt(Files.readString(file).trim());
  }

  private void reapUntilGone(int pid) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (Files.exists(Path.of("/proc/" + pid))) {
      assertTrue(System.nanoTime() < end, "not reaped within 20 s");
      os.reapOrphans();
    }
  }

  @Test
  void anOrphanComesToUsAndIsReaped() throws Exception {
    int pid = orphanOf("cd " + folder + "; while [ ! -e go ]; do sleep 0.01; done");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (ProcessHandle.of(pid).orElseThrow().parent().orElseThrow().pid() != os.pid()) {
      assertTrue(System.nanoTime() < end, "its parent has not ended within 20 s");
      Thread.onSpinWait();
    }
    os.reapOrphans();
    assertTrue(Files.exists(Path.of("/proc/" + pid)), "it lives");
    Files.createFile(folder.resolve("go"));
    reapUntilGone(pid);
  }

  @Test
  void nobodysExitCodeIsTaken() throws Exception {
    ManagedProcess ours = spawned.shell("exit 3");
    Process jvms = new ProcessBuilder("/bin/sh", "-c", "exit 7").start();
    reapUntilGone(orphanOf("exit 1"));
    try (Poller poller = os.poller()) {
      assertEquals(new Exit.Code(3), Exits.await(poller, ours));
    }
    assertEquals(7, jvms.waitFor());
  }

  @Test
  void whoseHandleWasGivenUpIsReapedAsWell() throws Exception {
    ManagedProcess process = os.spawn(Spawned.request(List.of("/bin/true")));
    process.close();
    reapUntilGone(process.identity().pid());
  }
}
