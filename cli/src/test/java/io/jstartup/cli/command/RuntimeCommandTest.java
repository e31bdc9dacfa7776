package io.jstartup.cli.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeCommandTest {
  @TempDir private Path folder;

  @Test
  void itsHelpSaysWhatItRunsWithoutWords() throws Exception {
    String help = Typed.in(folder, "runtime", "--help").out();
    assertTrue(help.contains("What to run; without it: what is saved."), help);
    assertFalse(help.contains("without it: ecosystem.config.js"), help);
    assertTrue(Typed.in(folder, "start", "--help").out().contains("ecosystem.config.js."));
  }

  @Test
  void itsWordsAreStillTaken() throws Exception {
    Typed typed = Typed.in(folder, "runtime", "start", "gone.js", "--", "-x");
    assertTrue(typed.err().contains("gone.js'"), typed.err());
    assertFalse(typed.err().contains("'start'"), typed.err());
  }
}
