package io.jstartup.generator;

import io.jstartup.generator.run.CommandRunner;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Does to the files below a scratch root what systemctl would, and fails when a test wants it to. */
final class FakeSystemd implements CommandRunner {
  private final Path units;
  private final Path wants;
  final List<String> ran = new ArrayList<>();
  String version = "systemd 252 (252.39-1)\n+PAM +AUDIT\n";
  String verifyMessages = "";

  /** The n-th command from now on fails; negative: none. */
  int failAt = -1;

  FakeSystemd(Path root) {
    units = root.resolve("etc/systemd/system");
    wants = units.resolve("multi-user.target.wants");
  }

  @Override
  public boolean has(Command command) {
    return true;
  }

  @Override
  public synchronized CommandOutput run(Command command) { // several may run at the same time
    if (failAt-- == 0) {
      throw new ProblemsException("'" + command + "' failed", "the test wants it", "");
    }
    ran.add(command.toString());
    try {
      return answer(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CommandOutput answer(Command command) throws IOException {
    List<String> argv = command.argv();
    String last = argv.get(argv.size() - 1);
    if (argv.get(0).equals("systemd-analyze")) {
      return new CommandOutput(0, "", verifyMessages);
    }
    return switch (argv.get(1)) {
      case "--version" -> new CommandOutput(0, version, "");
      case "enable" -> enable(last);
      case "disable" -> disable(last);
      case "is-enabled" ->
          new CommandOutput(0, exists(wants.resolve(last)) ? "enabled\n" : "disabled\n", "");
      case "reset-failed" -> new CommandOutput(1, "", "Unit " + last + " not loaded.");
      default -> new CommandOutput(0, "", "");
    };
  }

  private CommandOutput enable(String unit) throws IOException {
    Files.createDirectories(wants);
    if (!exists(wants.resolve(unit))) {
      Files.createSymbolicLink(wants.resolve(unit), Path.of("/etc/systemd/system", unit));
    }
    return new CommandOutput(0, "", "Created symlink");
  }

  private CommandOutput disable(String unit) throws IOException {
    if (!exists(units.resolve(unit))) {
      return new CommandOutput(1, "", "Failed to disable unit: Unit file does not exist.");
    }
    if (Files.deleteIfExists(wants.resolve(unit)) && wants.toFile().list().length == 0) {
      Files.delete(wants);
    }
    return new CommandOutput(0, "", "");
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
