package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.detect.MachineFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole hook that is a user's own, as {@link HookGoldenTest} has the system's. */
final class UserHookGoldenTest {
  @TempDir Path machine;

  @Test
  void noKindOfUserServiceIsWithoutACase() {
    assertEquals(
        Set.of("systemd-user", "launchd-agent"),
        InitSystems.all().stream()
            .flatMap(init -> init.ofUser().stream())
            .map(InitSystem::id)
            .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @CsvSource({
    "systemd-user, 232, usual-232",
    "systemd-user, 252, usual-252",
    "systemd-user, 257, usual-257",
    "launchd-agent, 0, usual"
  })
  void theUsualHook(String id, int version, String name) throws IOException {
    HookGoldenTest.compare(
        id + "/" + name + ".txt",
        InitSystems.ofPlan(id).plan(HookGoldenTest.USUAL, facts(), version));
  }

  @Test
  void aUnitWithEveryValueHostile() throws IOException {
    HookGoldenTest.compare(
        "systemd-user/hostile-252.txt",
        InitSystems.ofPlan("systemd-user").plan(SystemdGoldenTest.HOSTILE, facts(), 252));
  }

  @Test
  void anAgentWithEveryValueHostile() throws IOException {
    HookGoldenTest.compare(
        "launchd-agent/hostile.txt",
        InitSystems.ofPlan("launchd-agent").plan(HookGoldenTest.HOSTILE, facts(), 0));
  }

  /** A margin of 5 s comes on top. */
  @ParameterizedTest
  @CsvSource({"85, 0", "86, 1"})
  void moreTimeThanTheUsersManagerHasItselfIsAnswered(int seconds, int notes) throws IOException {
    BootHook hook =
        HookGoldenTest.USUAL.forApp(
            "jstartup-www",
            Path.of("/x"),
            Path.of("/gate"),
            Path.of("/y"),
            Duration.ofSeconds(seconds));
    assertEquals(notes, InitSystems.ofPlan("systemd-user").plan(hook, facts(), 252).notes().size());
  }

  private MachineFacts facts() throws IOException {
    Path tool = machine.resolve("usr/bin/systemd-analyze");
    Files.createDirectories(tool.getParent());
    Files.writeString(tool, "");
    return new MachineFacts(machine, "Linux", Map.of());
  }
}
