package io.jstartup.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An unset variable of a script is no word for the current folder. */
final class EmptyFolderTest {
  @TempDir Path folder;

  private Typed typed(String option, String... words) throws Exception {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of(option, ""));
    return Typed.in(folder, line.toArray(String[]::new));
  }

  private static void assertRefused(String option, Typed typed) {
    assertEquals(1, typed.code(), typed.err());
    String expected =
        "cannot use '' for "
            + option
            + ": it names no folder; a variable that is not set looks like that; name the folder";
    assertTrue(typed.err().contains(expected), typed.err());
    assertEquals("", typed.out());
  }

  @Test
  void isRefused() throws Exception {
    assertRefused("--hp", typed("--hp", "startup", "systemd", "--dry-run"));
    assertRefused("--hp", typed("--hp", "unstartup", "systemd"));
    assertRefused("--hp", typed("--hp", "native", "remove"));
    assertRefused("--to", typed("--to", "native", "render"));
  }
}
