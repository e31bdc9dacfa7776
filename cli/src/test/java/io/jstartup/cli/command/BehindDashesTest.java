package io.jstartup.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BehindDashesTest {
  @TempDir private Path folder;

  @Test
  void argumentsOfWhatIsListedAreRefused() throws Exception {
    for (String command : new String[] {"restart", "reload"}) {
      Typed typed = Typed.in(folder, command, "web", "--", "--port", "80");
      assertEquals(1, typed.code());
      assertTrue(typed.err().contains("cannot give 'web' other arguments"), typed.err());
      assertTrue(typed.err().contains("delete 'web' and start it again"), typed.err());
    }
  }

  @Test
  void aTargetMayBeginWithADash() throws Exception {
    Typed typed = Typed.in(folder, "restart", "--", "-web");
    assertFalse(typed.err().contains("arguments"), typed.err());
    assertTrue(typed.err().contains("'-web'"), typed.err());
    assertFalse(Typed.in(folder, "restart", "web", "--").err().contains("arguments"));
  }
}
