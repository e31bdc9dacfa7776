package io.jstartup.platforms.os.portable;

import io.jstartup.platforms.os.OperatingSystem.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** CPU time as Java tells it, and memory as ps(1) does, in one call for all: OpenBSD's takes no list of processes. */
final class ResourceReading {
  private ResourceReading() {}

  static List<Usage> of(List<Integer> pids) {
    Map<Long, Long> memory = memory(pids);
    List<Usage> usages = new ArrayList<>(pids.size());
    for (int pid : pids) {
      long cpu =
          ProcessHandle.of(pid)
              .flatMap(handle -> handle.info().totalCpuDuration())
              .map(Duration::toNanos)
              .orElse(0L);
      usages.add(new Usage(memory.getOrDefault((long) pid, 0L), cpu));
    }
    return usages;
  }

  /** In bytes, by pid. */
  private static Map<Long, Long> memory(List<Integer> pids) {
    // by POSIX a header takes the rest of its word
    Optional<String> output = Tool.output("ps", "-A", "-o", "pid=", "-o", "rss=");
    Set<String> wanted = pids.stream().map(String::valueOf).collect(Collectors.toSet());
    Map<Long, Long> memory = new HashMap<>();
    for (String line : output.orElse("").lines().toList()) {
      String[] fields = line.trim().split("\\s+");
      if (fields.length == 2 && wanted.contains(fields[0]) && fields[1].matches("\\d+")) {
        memory.put(Long.parseLong(fields[0]), Long.parseLong(fields[1]) * 1024);
      }
    }
    return memory;
  }
}
