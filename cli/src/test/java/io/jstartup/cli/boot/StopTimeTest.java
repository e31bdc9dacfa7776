package io.jstartup.cli.boot;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.run.CommandRunner;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StopTimeTest {
  @TempDir Path root;

  private boolean prolonged(int version) {
    return StopTime.prolonged(root, new Systemctl(version));
  }

  @Test
  void isProlongedByASystemdThatKnowsHow() throws IOException {
    assertFalse(prolonged(252), "another init system runs");
    Files.createDirectories(root.resolve("run/systemd/system"));
    assertTrue(prolonged(252));
    assertTrue(prolonged(236));
    assertFalse(prolonged(235));
  }

  private record Systemctl(int version) implements CommandRunner {
    @Override
    public boolean has(Command command) {
      return true;
    }

    @Override
    public CommandOutput run(Command command) {
      return new CommandOutput(0, "systemd " + version + "\n", "");
    }
  }
}
