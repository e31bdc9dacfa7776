package io.jstartup.cli.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.cli.command.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingTest {
  @TempDir private Path folder;

  @Test
  void onlyTakesAppsFromAProcessFile() throws Exception {
    for (String command : new String[] {"start", "runtime"}) {
      Typed typed = Typed.in(folder, command, "/bin/true", "--only", "web");
      assertEquals(1, typed.code());
      assertTrue(typed.err().contains("cannot use --only: it takes apps from a"), typed.err());
    }
    Typed saved = Typed.in(folder, "runtime", "--only", "web");
    assertTrue(saved.err().contains("cannot use --only"), saved.err());
    assertFalse(Files.exists(folder.resolve("home")), "nothing is started");
  }
}
