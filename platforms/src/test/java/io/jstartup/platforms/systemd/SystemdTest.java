package io.jstartup.platforms.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.CommandOutput;
import io.jstartup.platforms.detect.MachineFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SystemdTest {
  private static final BootHook HOOK =
      new BootHook(
          new Account("www", 1000, 1000, Path.of("/home/www")),
          Path.of("/home/www"),
          Path.of("/home/www/.jstartup"),
          "jstartup-www",
          Path.of("/opt/jstartup"),
          Path.of("/opt/java"),
          BootHook.DEFAULT_SEARCH_PATH,
          false,
          Duration.ofMillis(1600));

  private static final MachineFacts NOTHING =
      new MachineFacts(Path.of("/nonexistent"), "Linux", Map.of());

  private final Systemd systemd = new Systemd();

  @Test
  void readsTheVersionOfEveryDistribution() {
    assertEquals(
        252, systemd.version(new CommandOutput(0, "systemd 252 (252.39-1~deb12u1)\n+PAM\n", "")));
    assertEquals(232, systemd.version(new CommandOutput(0, "systemd 232\n+PAM", "")));
    assertEquals(258, systemd.version(new CommandOutput(0, "systemd 258~rc2 (258~rc2-1)\n", "")));
  }

  @Test
  void anAnswerWithoutAVersionIsAProblem() {
    for (String answer : List.of("", "bash: systemctl: not found", "systemd version unknown")) {
      assertThrows(
          ProblemsException.class, () -> systemd.version(new CommandOutput(0, answer, "")), answer);
    }
  }

  @Test
  void aVersionThatLacksWhatTheHookNeedsIsRefused() {
    assertThrows(ProblemsException.class, () -> systemd.plan(HOOK, NOTHING, 231));
  }

  @Test
  void startsNothingAndStopsNothingByItself() {
    systemd
        .plan(HOOK, NOTHING, 252)
        .disable()
        .forEach(c -> assertFalse(c.argv().contains("--now")));
    systemd.plan(HOOK, NOTHING, 252).enable().forEach(c -> assertFalse(c.argv().contains("--now")));
  }
}
