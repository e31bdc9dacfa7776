package io.jstartup.cli.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.HookState;
import io.jstartup.generator.HookState.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OwnAnswerTest {
  private static final Optional<String> LINGER = Optional.of("sudo loginctl enable-linger www");

  private static OwnAnswer answer(Kind kind, String when, Optional<String> forRoot) {
    HookState state = new HookState(kind, Optional.of("jstartup-www"), "");
    return OwnAnswer.of(state, when, "jstartup startup --user", forRoot);
  }

  @ParameterizedTest
  @EnumSource(names = {"DIFFERS", "SHORT_OF_TIME"})
  void anOutdatedHookOfOnesOwnIsToBeUpdatedAndNeedsNoSecond(Kind kind) {
    OwnAnswer answer = answer(kind, OwnStartup.AT_LOGIN, LINGER);
    assertEquals(Optional.of("jstartup startup --user"), answer.command());
    assertTrue(answer.text().contains("(jstartup-www)"), answer.text());
  }

  @Test
  void withoutLingeringTheAppsComeBackAtLoginAndOneCommandIsLeftToRoot() {
    OwnAnswer answer = answer(Kind.CURRENT, OwnStartup.AT_LOGIN, LINGER);
    assertEquals(LINGER, answer.command());
    assertEquals(
        "the boot hook is installed and current (jstartup-www): saved apps come back when you log"
            + " in. To have them back at boot, before any login, run:",
        answer.text());
  }

  @Test
  void withLingeringNothingIsLeftToDo() {
    OwnAnswer answer = answer(Kind.CURRENT, Startup.AT_BOOT, Optional.empty());
    assertEquals(Optional.empty(), answer.command());
    assertTrue(answer.text().endsWith(": saved apps come back at boot"), answer.text());
  }

  @Test
  void theUpdateIsOfTheServiceThatWasNamed() {
    HookOptions named =
        new HookOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("my-apps"),
            false,
            false,
            false);
    assertEquals("jstartup startup --user", OwnStartup.command(HookOptions.NONE));
    assertEquals("jstartup startup --user --service-name my-apps", OwnStartup.command(named));
  }

  @Test
  void rootIsToldWhichHookOfTheUsersOwnIsLeft() {
    String text = Unstartup.ownLeftOf("www", "jstartup-www");
    assertTrue(text.startsWith("user 'www' has a hook of their own, jstartup-www,"), text);
  }
}
