package io.jstartup.cli.service;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ServiceKindsTest {
  private static final ServiceKinds SYSTEM = ServiceKinds.of(Stream.of("", "jstartup-www@a-0"));
  private static final ServiceKinds USER =
      ServiceKinds.of(Stream.of("user@1000.service/jstartup-www@a-0", ""));
  private static final ServiceKinds NONE = ServiceKinds.of(Stream.of("", ""));

  @Test
  void whatThereIsIsTakenAwayByWhoeverMay() {
    assertRemedy(
        "take them away with 'sudo jstartup native remove -u www', then install again",
        () -> SYSTEM.requireNone(hook("/home/www", ".jstartup")));
    assertRemedy(
        "take them away with 'jstartup native remove --user' as user 'www', then install again",
        () -> USER.requireNone(hook("/home/www", ".jstartup")));
    assertDoesNotThrow(() -> NONE.requireNone(hook("/home/www", ".jstartup")));
    assertRemedy(
        "take them away with 'jstartup native remove --user' as user 'www' and"
            + " 'sudo jstartup native remove -u www', then install again",
        () -> USER.and(false).requireNone(hook("/home/www", ".jstartup")));
  }

  @Test
  void aRemoveThatFindsOnlyTheOtherKindNamesTheOther() {
    assertRemedy(
        "take them away with 'sudo env JSTARTUP_HOME=/srv/www/other jstartup native remove"
            + " -u www --hp /srv/www'",
        () -> SYSTEM.requireNotJustOthers(true, hook("/srv/www", "other")));
    assertRemedy(
        "take them away with 'jstartup native remove --user' as user 'www'",
        () -> USER.requireNotJustOthers(false, hook("/home/www", ".jstartup")));
    BootHook hook = hook("/home/www", ".jstartup");
    assertDoesNotThrow(() -> USER.requireNotJustOthers(true, hook));
    assertDoesNotThrow(() -> USER.and(false).requireNotJustOthers(false, hook));
    assertDoesNotThrow(() -> NONE.requireNotJustOthers(false, hook));
  }

  private static void assertRemedy(String remedy, Runnable refused) {
    ProblemsException e = assertThrows(ProblemsException.class, refused::run);
    assertEquals(remedy, e.problems().get(0).remedy());
  }

  private static BootHook hook(String userHome, String jstartupHome) {
    return new BootHook(
        new Account("www", 1000, 1000, Path.of("/home/www")),
        Path.of(userHome),
        Path.of(userHome, jstartupHome),
        "jstartup-www",
        Path.of("/opt/jstartup"),
        Path.of("/opt/java"),
        BootHook.DEFAULT_SEARCH_PATH,
        false,
        Duration.ofSeconds(6));
  }
}
