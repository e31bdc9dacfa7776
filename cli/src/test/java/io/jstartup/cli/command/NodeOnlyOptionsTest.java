package io.jstartup.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeOnlyOptionsTest {
  @TempDir private Path folder;

  /** The script is not there, so that nothing is started. */
  @Test
  void areTakenAndNamed() throws Exception {
    for (String command : new String[] {"start", "runtime"}) {
      Typed typed =
          Typed.in(folder, command, "gone.js", "--no-pmx", "--trace", "--", "--no-vizion");
      assertEquals(1, typed.code(), typed.err());
      assertTrue(
          typed
              .err()
              .startsWith(
                  "jstartup: warning: --no-pmx, --trace without effect: it is for what PM2 does"),
          typed.err());
      assertTrue(typed.err().contains("there is no file"), typed.err());
    }
    assertFalse(Typed.in(folder, "start", "gone.js", "--", "--v8").err().contains("without"));
    Typed foreground = Typed.in(folder, "start", "gone.js", "--no-daemon");
    assertEquals(2, foreground.code());
    assertTrue(foreground.err().contains("'jstartup runtime' runs apps"), foreground.err());
  }
}
