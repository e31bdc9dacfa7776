package io.jstartup.tests.fidelity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jstartup.tests.rig.Distribution;
import io.jstartup.tests.rig.LocalProcesses;
import io.jstartup.tests.rig.MachineProcess;
import io.jstartup.tests.rig.Output;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A user's home on this machine, with the packaged jstartup at hand. Closing it ends the supervisor and deletes all. */
final class LocalHome implements AutoCloseable {
  private final Path folder;

  LocalHome() throws IOException {
    folder = Files.createTempDirectory("jstartup home ");
  }

  Path folder() {
    return folder;
  }

  Output jstartup(String... arguments) {
    return run(
        Map.of(),
        Stream.concat(Stream.of(Distribution.program().toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  /** Runs a program in this home, with HOME, PATH and these variables, and nothing else. Any thread. */
  Output run(Map<String, String> variables, String... command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().clear();
      builder.environment().put("HOME", folder.toString());
      builder.environment().put("PATH", System.getenv("PATH"));
      builder.environment().putAll(variables);
      Path stderr = Files.createTempFile(folder, "stderr", "");
      Process process =
          builder.redirectInput(new File("/dev/null")).redirectError(stderr.toFile()).start();
      String stdout = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Output(process.waitFor(), stdout, Files.readString(stderr));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** The processes that have exactly this argument and this home in their environment. */
  List<MachineProcess> running(String argument) {
    return LocalProcesses.all().stream()
        .filter(process -> process.hasArgument(argument))
        .filter(process -> process.environment().contains("HOME=" + folder))
        .toList();
  }

  @Override
  public void close() throws IOException {
    jstartup("kill");
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
