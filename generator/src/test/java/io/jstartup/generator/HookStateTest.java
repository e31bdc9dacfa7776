package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.HookState.Kind;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.systemd.Systemd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class HookStateTest {
  @TempDir Path folder;

  private static HookState state(Scratch machine, BootHook hook) {
    return machine.hooks.state(new Systemd(), hook);
  }

  @Test
  void tellsNotInstalledCurrentAndDiffering() throws IOException {
    Scratch machine = new Scratch(folder);
    assertEquals(Kind.NOT_INSTALLED, state(machine, machine.hook).kind());
    machine.hooks.install(machine.rendered());
    assertEquals(Kind.CURRENT, state(machine, machine.hook).kind());
    Files.writeString(
        machine.at(Scratch.UNIT),
        Files.readString(machine.at(Scratch.UNIT)).replace("Delegate=yes", "Delegate=no"));
    HookState differing = state(machine, machine.hook);
    assertEquals(Kind.DIFFERS, differing.kind());
    assertTrue(differing.diff().contains("+Delegate=yes"), differing.diff());
  }

  @Test
  void aDisabledHookIsNotCurrent() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(machine.rendered());
    Files.delete(machine.at(machine.rendered().plan().links().get(0)));
    assertEquals(Kind.DIFFERS, state(machine, machine.hook).kind());
  }

  @Test
  void anotherStopBudgetIsNoDrift() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(machine.rendered());
    Files.writeString(
        machine.at(Scratch.UNIT),
        Files.readString(machine.at(Scratch.UNIT))
            .replace("TimeoutStopSec=11000ms", "TimeoutStopSec=99000ms"));
    assertEquals(Kind.CURRENT, state(machine, machine.hook).kind());
  }

  /** systemd 235 knows no EXTEND_TIMEOUT_USEC=, sd_notify(3). */
  @Test
  void lessTimeToStopThanTheListNeedsIsNotCurrentWithAnOldSystemd() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.systemd.version = "systemd 235\n+PAM\n";
    machine.hooks.install(machine.rendered());
    assertEquals(Kind.CURRENT, state(machine, within(machine.hook, 5)).kind());
    assertEquals(Kind.SHORT_OF_TIME, state(machine, within(machine.hook, 7)).kind());
    machine.systemd.version = "systemd 236\n+PAM\n";
    assertEquals(Kind.CURRENT, state(machine, within(machine.hook, 7)).kind());
  }

  @Test
  void lessTimeToStopThanTheListNeedsIsNotCurrentWhereNothingProlongsIt() throws IOException {
    Scratch machine = new Scratch(folder);
    InitSystem upstart = InitSystems.named("upstart");
    RenderedHook rendered = machine.hooks.render(upstart, machine.hook);
    for (RenderedFile file : rendered.files()) {
      Files.createDirectories(machine.at(file.path()).getParent());
      Files.write(machine.at(file.path()), file.content());
    }
    assertEquals(Kind.CURRENT, machine.hooks.state(upstart, machine.hook).kind());
    assertEquals(Kind.CURRENT, machine.hooks.state(upstart, within(machine.hook, 5)).kind());
    assertEquals(Kind.SHORT_OF_TIME, machine.hooks.state(upstart, within(machine.hook, 7)).kind());
    Path job = machine.at(Path.of("/etc/init/jstartup-www.conf"));
    Files.writeString(job, Files.readString(job).replace("respawn\n", "respawn limit 3 3\n"));
    assertEquals(Kind.DIFFERS, machine.hooks.state(upstart, within(machine.hook, 7)).kind());
  }

  private static BootHook within(BootHook hook, int seconds) {
    return new BootHook(
        hook.account(),
        hook.userHome(),
        hook.jstartupHome(),
        hook.serviceName(),
        hook.launcher(),
        hook.javaHome(),
        hook.searchPath(),
        hook.waitIp(),
        Duration.ofSeconds(seconds));
  }

  @Test
  void findsAHookUnderAnotherServiceNameAndWithWaitIp() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(machine.rendered(machine.hook.withServiceName("shop").withWaitIp(true)));
    HookState state = state(machine, machine.hook);
    assertEquals(Optional.of("shop"), state.serviceName());
    assertEquals(Kind.CURRENT, state.kind());
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPipeInTheFilesPlaceIsNotWaitedFor() throws Exception {
    Scratch machine = new Scratch(folder);
    String pipe = machine.at(Scratch.UNIT).toString();
    assertEquals(0, new ProcessBuilder("mkfifo", pipe).inheritIO().start().waitFor());
    assertEquals(Kind.DIFFERS, state(machine, machine.hook).kind());
  }

  @Test
  void aPreviewShowsTheDiffAndChangesNothing() throws IOException {
    Scratch machine = new Scratch(folder);
    Map<String, String> empty = machine.listing();
    FilePreview fresh = machine.hooks.preview(machine.rendered()).files().get(0);
    assertEquals("0644", fresh.mode());
    assertTrue(fresh.diff().startsWith("--- /dev/null\n+++ " + Scratch.UNIT + "\n"), fresh.diff());
    assertEquals(empty, machine.listing());
    machine.hooks.install(machine.rendered());
    assertFalse(machine.hooks.preview(machine.rendered()).changesFiles());
    String diff =
        machine
            .hooks
            .preview(machine.rendered(machine.hook.withWaitIp(true)))
            .files()
            .get(0)
            .diff();
    assertTrue(diff.contains("+Wants=network-online.target"), diff);
  }
}
