package io.jstartup.supervisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The processes on this machine that are a home's apps, whoever looks after them. */
final class Tagged {
  private Tagged() {}

  static Set<Integer> pids(Path home) {
    return ProcessHandle.allProcesses()
        .map(handle -> (int) handle.pid())
        .filter(pid -> TestDaemon.alive(pid) && isApp(pid, home))
        .collect(Collectors.toSet());
  }

  private static boolean isApp(int pid, Path home) {
    try {
      byte[] environ = Files.readAllBytes(Path.of("/proc/" + pid + "/environ"));
      List<String> variables =
          Arrays.asList(new String(environ, StandardCharsets.ISO_8859_1).split("\0"));
      return variables.contains("JSTARTUP_HOME=" + home)
          && variables.stream().anyMatch(variable -> variable.startsWith("unique_id="));
    } catch (IOException e) {
      return false;
    }
  }
}
