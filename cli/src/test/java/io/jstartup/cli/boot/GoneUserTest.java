package io.jstartup.cli.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.cli.command.Typed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GoneUserTest {
  private static final String COMMAND = "sudo jstartup unstartup --service-name ";

  @TempDir Path folder;

  @Test
  void isToldHowItsHookIsRemoved() throws Exception {
    Typed typed = Typed.in(folder, "unstartup", "upstart", "-u", "ghost-of-nobody");
    assertEquals(1, typed.code());
    assertTrue(typed.err().contains("there is no such user on this machine"), typed.err());
    assertTrue(typed.err().contains(COMMAND + "NAME"), typed.err());
  }

  @Test
  void hooksThatAreKnownAreNamed() {
    String message =
        new GoneUser("ghost").hooksLeft(List.of("jstartup-ghost", "shop")).getMessage();
    assertTrue(message.endsWith(": " + COMMAND + "jstartup-ghost; " + COMMAND + "shop"), message);
  }
}
