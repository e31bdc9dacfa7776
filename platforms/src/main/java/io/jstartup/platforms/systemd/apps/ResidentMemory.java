package io.jstartup.platforms.systemd.apps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The memory of a service's processes where systemd counts none, as without a memory controller: proc_pid_status(5), {@code VmRSS}. What
 * they share counts for each.
 *
 * @param root the folder with {@code /proc} and {@code /sys}
 */
public record ResidentMemory(Path root) implements ToLongFunction<String> {
  /** Where systemd keeps its own tree: alone, beside v1's others, or as one of them. */
  private static final List<String> TREES = List.of("", "/unified", "/systemd");

  private static final String PROCESSES = "cgroup.procs";
  private static final String RESIDENT = "VmRSS:";

  /** A delegated cgroup has some below it; nobody nests them deeper to any purpose. */
  private static final int DEEPEST = 8;

  /** In bytes; 0 when it can't be told, or no process is left. */
  @Override
  public long applyAsLong(String cgroup) {
    if (!cgroup.matches("(?s)/.+")) {
      return 0;
    }
    return TREES.stream()
        .map(tree -> root.resolve("sys/fs/cgroup" + tree + cgroup))
        .filter(folder -> Files.exists(folder.resolve(PROCESSES)))
        .findFirst()
        .map(this::below)
        .orElse(0L);
  }

  private long below(Path folder) {
    try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
      return files
          .filter(file -> file.endsWith(PROCESSES))
          .flatMap(file -> text(file).lines())
          .mapToLong(this::resident)
          .sum();
    } catch (IOException | UncheckedIOException e) {
      return 0; // it has just gone
    }
  }

  private long resident(String pid) {
    return text(root.resolve("proc").resolve(pid).resolve("status"))
        .lines()
        .filter(line -> line.startsWith(RESIDENT))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
