package io.jstartup.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --dry-run} says what the command would say. None of these init systems runs where tests run. */
final class DryRunTest {
  private static final String LAUNCHER = "jstartup.launcher";

  @TempDir Path folder;

  @BeforeAll
  static void asFromTheLauncher() {
    System.setProperty(LAUNCHER, "/bin/sh");
  }

  @AfterAll
  static void asBefore() {
    System.clearProperty(LAUNCHER);
  }

  @Test
  void tellsWhatTheInstallWouldRefuse() throws Exception {
    Path missing = folder.resolve("missing");
    Typed typed = Typed.in(folder, "startup", "upstart", "--dry-run", "--hp", missing.toString());
    assertEquals(1, typed.code(), typed.out());
    assertTrue(typed.out().contains("/etc/init/jstartup-"), typed.out());
    String home = "cannot use home '" + missing + "': there is no such folder";
    assertTrue(typed.err().contains(home), typed.err());
    assertTrue(typed.err().contains("upstart: it does not run on this machine"), typed.err());
  }

  @Test
  void tellsWhatAnInstallOfOnesOwnWouldRefuse() throws Exception {
    Typed typed =
        Typed.in(folder, "startup", "launchd", "--user", "--wait-ip", "--dry-run", "--json");
    assertEquals(1, typed.code(), typed.out());
    assertTrue(typed.err().contains("cannot wait for the network with --user"), typed.err());
    Map<?, ?> answer = (Map<?, ?>) Json.parse(typed.out());
    assertEquals(false, answer.get("ok"));
    assertFalse(((List<?>) answer.get("problems")).isEmpty(), typed.out());
  }

  @Test
  void saysThatThereIsNothingToRemove() throws Exception {
    Typed text = Typed.in(folder, "unstartup", "upstart", "--dry-run");
    assertEquals("no boot hook is installed for this home, nothing to do\n", text.out());
    assertEquals(0, text.code(), text.err());
    Typed json = Typed.in(folder, "unstartup", "upstart", "--dry-run", "--json");
    assertEquals(false, ((Map<?, ?>) Json.parse(json.out())).get("changed"));
    assertEquals(0, json.code(), json.err());
  }
}
