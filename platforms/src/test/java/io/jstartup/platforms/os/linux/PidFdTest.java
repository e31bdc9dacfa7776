package io.jstartup.platforms.os.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.platforms.os.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PidFdTest {
  @Test
  void theKernelTellsHowAStrangerEndedOnceItsParentReapedIt() throws Exception {
    assumeTrue(kernelIsAtLeast(6, 15), "PIDFD_INFO_EXIT is of Linux 6.15");
    Process shell =
        new ProcessBuilder("/bin/sh", "-c", "sleep 600 & echo $!; wait $!; exec sleep 600").start();
    try (var output = shell.inputReader()) {
      int pid = Integer.parseInt(output.readLine());
      int pidFd = PidFd.open(pid);
      assertNull(PidFd.exit(pidFd), "it lives");
      assertEquals(0, PidFd.signal(pidFd, 15));
      while (Files.exists(Path.of("/proc/" + pid))) {
        Thread.onSpinWait();
      }
      assertEquals(new Exit.Killed(15, false), PidFd.exit(pidFd));
      LibC.close(pidFd);
    } finally {
      shell.destroyForcibly();
    }
  }

  private static boolean kernelIsAtLeast(int major, int minor) {
    String[] version = System.getProperty("os.version").split("[.-]");
    int ours = Integer.parseInt(version[0]) * 1000 + Integer.parseInt(version[1]);
    return ours >= major * 1000 + minor;
  }
}
