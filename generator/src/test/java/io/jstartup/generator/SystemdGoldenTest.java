package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.render.TemplateRenderer;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.systemd.Systemd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole unit, as it is written. {@code -Djstartup.golden.update=true} writes the expected files anew. */
final class SystemdGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/systemd");
  private static final BootHook USUAL = HookGoldenTest.USUAL;
  static final BootHook HOSTILE =
      new BootHook(
          new Account("wéb-1", 1000, 1000, Path.of("/home/web")),
          Path.of("/srv/100% of \"it\""),
          Path.of("/srv/100% of \"it\"/a\\b $HOME ${x} ;'"),
          "jstartup-w_b-1",
          Path.of("/opt/my $tools/100%/jstartup"),
          Path.of("/opt/java 17"),
          "/opt/java 17/bin:/usr/bin",
          true,
          Duration.ofMillis(1600));

  @ParameterizedTest
  @ValueSource(ints = {232, 252, 257})
  void theUsualHook(int version) throws IOException {
    compare("usual-" + version, USUAL, version);
  }

  @Test
  void aHookThatWaitsForTheNetworkWithEveryValueHostile() throws IOException {
    compare("hostile-252", HOSTILE, 252);
  }

  /** systemd takes digits alone for a number, and so for another user. */
  @Test
  void aUserCalledByDigitsIsNamedByTheUid() {
    BootHook digits =
        new BootHook(
            new Account("1001", 1005, 1005, USUAL.account().home()),
            USUAL.userHome(),
            USUAL.jstartupHome(),
            USUAL.serviceName(),
            USUAL.launcher(),
            USUAL.javaHome(),
            USUAL.searchPath(),
            false,
            USUAL.stopBudget());
    List<String> users =
        rendered(digits, 252).lines().filter(line -> line.startsWith("User=")).toList();
    assertEquals(List.of("User=1005"), users);
  }

  @Test
  void whatAUnitCanNotCarryIsRefusedWithTheFileAndTheReason() {
    BootHook hook =
        new BootHook(
            USUAL.account(),
            USUAL.userHome(),
            Path.of("/home/www/new\nline"),
            USUAL.serviceName(),
            USUAL.launcher(),
            USUAL.javaHome(),
            USUAL.searchPath(),
            false,
            USUAL.stopBudget());
    ProblemsException e = assertThrows(ProblemsException.class, () -> compare("none", hook, 252));
    assertTrue(e.getMessage().contains("jstartup-www.service"), e.getMessage());
    assertTrue(e.getMessage().contains("newlines"), e.getMessage());
  }

  private static String rendered(BootHook hook, int version) {
    HookPlan plan =
        new Systemd()
            .plan(hook, new MachineFacts(Path.of("/nonexistent"), "Linux", Map.of()), version);
    return new String(new TemplateRenderer().render(plan.files().get(0)), StandardCharsets.UTF_8);
  }

  private static void compare(String name, BootHook hook, int version) throws IOException {
    String rendered = rendered(hook, version);
    Path golden = GOLDEN.resolve(name + ".service");
    if (Boolean.getBoolean("jstartup.golden.update")) {
      Files.writeString(golden, rendered);
    }
    assertEquals(Files.readString(golden), rendered);
  }
}
