package io.jstartup.platforms.os;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.model.OsText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Real processes for the tests, and what {@code /proc} says of them; all are killed at the end. */
final class Spawned implements AutoCloseable {
  /** Runs until it is killed, whatever its further arguments; the last command keeps dash from replacing itself. */
  static final List<String> IDLE = List.of("/bin/sh", "-c", "sleep 600; :");

  private final OperatingSystem os;
  private final List<ManagedProcess> started = new ArrayList<>();

  Spawned(OperatingSystem os) {
    this.os = os;
  }

  /** Skips a test of what this system doesn't offer. */
  static void needs(OperatingSystem os, Capability capability) {
    assumeTrue(os.capabilities().contains(capability), () -> "this system has no " + capability);
  }

  static SpawnRequest request(List<String> argv) {
    return request(argv, List.of("PATH=/bin:/usr/bin"), "/");
  }

  static SpawnRequest request(List<String> argv, List<String> environment, String cwd) {
    String log = "/dev/null";
    return new SpawnRequest(argv.get(0), argv, environment, cwd, log, log, Optional.empty());
  }

  ManagedProcess start(SpawnRequest request) throws OsException {
    ManagedProcess process = os.spawn(request);
    started.add(process);
    return process;
  }

  List<SpawnResult> all(List<SpawnRequest> requests) {
    List<SpawnResult> results = os.spawnAll(requests);
    results.forEach(result -> result.process().ifPresent(started::add));
    return results;
  }

  ManagedProcess shell(String script) throws OsException {
    return start(request(List.of("/bin/sh", "-c", script)));
  }

  /** The NUL-ended strings of {@code cmdline} or {@code environ}; both are empty for a moment while execve(2) still sets them up. */
  static List<String> strings(ManagedProcess process, String file) throws IOException {
    byte[] content = new byte[0];
    while (content.length == 0) {
      content = Files.readAllBytes(proc(process, file));
    }
    List<String> strings = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == 0) {
        strings.add(OsText.decode(Arrays.copyOfRange(content, start, i)));
        start = i + 1;
      }
    }
    return strings;
  }

  static Path proc(ManagedProcess process, String file) {
    return Path.of("/proc", Integer.toString(process.identity().pid()), file);
  }

  static String line(ManagedProcess process, String file, String prefix) throws IOException {
    return Files.readAllLines(proc(process, file)).stream()
        .filter(line -> line.startsWith(prefix))
        .findFirst()
        .orElseThrow()
        .substring(prefix.length())
        .trim();
  }

  @Override
  public void close() throws OsException {
    for (ManagedProcess process : started) {
      for (ProcessIdentity member : os.session(process.identity().pid())) {
        Optional<ManagedProcess> held = os.adopt(member);
        if (held.isPresent()) {
          held.get().signal(9);
          held.get().close();
        }
      }
      process.signal(9);
      process.close();
    }
  }
}
