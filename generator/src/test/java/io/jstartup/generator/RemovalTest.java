package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.InitSystems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RemovalTest {
  @TempDir Path folder;

  @Test
  void leavesNothingBehind() throws IOException {
    Scratch machine = new Scratch(folder);
    Map<String, String> before = machine.listing();
    machine.hooks.install(machine.rendered());
    machine.systemd.ran.clear();
    assertTrue(machine.hooks.remove("jstartup-www", false).changed());
    assertEquals(before, machine.listing());
    assertEquals(
        List.of(
            "systemctl disable jstartup-www.service",
            "systemctl daemon-reload",
            "systemctl reset-failed jstartup-www.service"),
        machine.systemd.ran);
  }

  @Test
  void aLinkThatTookAFoldersPlaceStays() throws IOException {
    Scratch machine = new Scratch(folder);
    Files.createDirectories(machine.at(Path.of("/etc/cron.d")));
    machine.hooks.install(machine.hooks.render(InitSystems.named("cron"), machine.hook));
    Path ours = machine.at(Path.of("/etc/jstartup"));
    Files.move(ours, machine.at(Path.of("/etc/elsewhere")));
    Files.createSymbolicLink(ours, Path.of("elsewhere"));
    machine.hooks.remove("jstartup-www", false);
    assertTrue(Files.isSymbolicLink(ours));
    assertEquals(0, ours.toFile().list().length);
  }

  @Test
  void withNothingInstalledThereIsNothingToDo() throws IOException {
    Scratch machine = new Scratch(folder);
    assertFalse(machine.hooks.remove("jstartup-www", false).changed());
    assertEquals(List.of(), machine.systemd.ran);
  }

  @Test
  void afterAFailureItCanBeAskedForAgain() throws IOException {
    Scratch machine = new Scratch(folder);
    Map<String, String> before = machine.listing();
    RenderedHook rendered = machine.rendered();
    for (int fault = 0; fault < 3; fault++) {
      machine.hooks.install(rendered);
      machine.systemd.failAt = fault;
      assertThrows(ProblemsException.class, () -> machine.hooks.remove("jstartup-www", false));
      machine.systemd.failAt = -1;
      assertTrue(machine.hooks.remove("jstartup-www", false).changed());
      assertEquals(before, machine.listing());
    }
  }

  @Test
  void whenOneStopFailsItIsSaidThatTheOthersAreStoppedAndWhatToDo() throws IOException {
    Scratch machine = new Scratch(folder);
    RenderedHook services = withStops(machine.rendered(), 3);
    machine.hooks.install(services);
    machine.systemd.failAt = 1; // whichever comes second
    ProblemsException e =
        assertThrows(ProblemsException.class, () -> machine.hooks.remove("jstartup-www", false));
    assertEquals(2, e.problems().size(), e.getMessage());
    String said = e.problems().get(1).toString();
    assertTrue(said.contains("the other 2 services are stopped already"), said);
    assertTrue(said.contains("run the same command again"), said);
    machine.systemd.failAt = -1;
    assertTrue(machine.hooks.remove("jstartup-www", false).changed());
  }

  @Test
  void whenTheOnlyStopFailsNothingIsSaidOfOthers() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(withStops(machine.rendered(), 1));
    machine.systemd.failAt = 0;
    ProblemsException e =
        assertThrows(ProblemsException.class, () -> machine.hooks.remove("jstartup-www", false));
    assertEquals(1, e.problems().size(), e.getMessage());
  }

  /** As services have it that are stopped at the same time. */
  private static RenderedHook withStops(RenderedHook hook, int count) {
    HookPlan.Builder stops = Scratch.bare(hook.plan());
    for (int i = 0; i < count; i++) {
      stops.disable(Command.of("systemctl", "stop", "app-" + i).besideOthers());
    }
    return new RenderedHook(hook.hook(), stops.plan(), hook.files());
  }

  @Test
  void oneThatWasCutShortAmongItsFilesDoesNotDisableAgainWithoutThem() throws IOException {
    Scratch machine = new Scratch(folder);
    Map<String, String> before = machine.listing();
    machine.hooks.install(machine.rendered());
    byte[] unit = Files.readAllBytes(machine.at(Scratch.UNIT));
    machine.systemd.failAt = 1;
    assertThrows(ProblemsException.class, () -> machine.hooks.remove("jstartup-www", false));
    machine.systemd.failAt = -1;
    Files.write(machine.at(Scratch.UNIT), unit); // one of its files, had it more than one
    machine.systemd.ran.clear();
    machine.hooks.remove("jstartup-www", false);
    assertEquals(
        List.of("systemctl daemon-reload", "systemctl reset-failed jstartup-www.service"),
        machine.systemd.ran);
    assertEquals(before, machine.listing());
  }

  @Test
  void aFileChangedByHandStaysUnlessForced() throws IOException {
    Scratch machine = new Scratch(folder);
    Map<String, String> empty = machine.listing();
    machine.hooks.install(machine.rendered());
    Files.writeString(machine.at(Scratch.UNIT), "# mine\n");
    Map<String, String> before = machine.listing();
    assertThrows(ProblemsException.class, () -> machine.hooks.remove("jstartup-www", false));
    assertEquals(before, machine.listing());
    machine.hooks.remove("jstartup-www", true);
    assertEquals(empty, machine.listing());
  }

  @Test
  void aForcedOneTellsWhatMayStillRunFromOtherFailures() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(machine.rendered());
    machine.systemd.failAt = 0;
    Outcome disable = machine.hooks.remove("jstartup-www", true);
    assertEquals(1, disable.failed().size());
    assertEquals(disable.failed(), disable.warnings());
    machine.systemd.failAt = -1;
    machine.hooks.install(machine.rendered());
    machine.systemd.failAt = 1;
    Outcome reload = machine.hooks.remove("jstartup-www", true);
    assertEquals(List.of(), reload.failed());
    assertEquals(1, reload.warnings().size());
  }

  @Test
  void aFileRemovedByHandIsNoHindrance() throws IOException {
    Scratch machine = new Scratch(folder);
    Map<String, String> before = machine.listing();
    machine.hooks.install(machine.rendered());
    Files.delete(machine.at(Scratch.UNIT));
    machine.hooks.remove("jstartup-www", false);
    before.put("etc/systemd/system/multi-user.target.wants", "rwxr-xr-x");
    assertEquals(before, machine.listing());
  }

  @Test
  void otherHooksKeepTheirReceipts() throws IOException {
    Scratch machine = new Scratch(folder);
    Files.createDirectories(machine.at(Path.of("/home/www-2")));
    machine.hooks.install(machine.rendered());
    Map<String, String> before = machine.listing();
    BootHook other = machine.ofHome("/home/www-2", "jstartup-other");
    machine.hooks.install(machine.rendered(other));
    assertEquals(List.of("jstartup-other"), machine.hooks.servicesFor(other, text -> {}));
    machine.hooks.remove("jstartup-other", false);
    assertEquals(before, machine.listing());
  }

  @Test
  void aDamagedReceiptIsSaidNotGuessedAt() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(machine.rendered());
    String good = Files.readString(machine.at(Scratch.RECEIPT));
    for (String bad :
        List.of(
            "",
            "[]",
            good.substring(0, good.length() / 2),
            good + "{}",
            good.replace("/etc/systemd", "/etc/../etc/systemd"),
            good.replace("/etc/systemd", "etc/systemd"),
            good.replace("\"argv\"", "\"arg\""),
            good.replace("\"format\" : 1", "\"format\" : 2"),
            good.replace("\"format\" : 1", "\"format\" : 1e5"))) {
      Files.writeString(machine.at(Scratch.RECEIPT), bad);
      Map<String, String> before = machine.listing();
      ProblemsException e =
          assertThrows(
              ProblemsException.class, () -> machine.hooks.remove("jstartup-www", true), bad);
      assertTrue(e.getMessage().contains("cannot read receipt"), e.getMessage());
      assertEquals(before, machine.listing());
    }
  }

  @Test
  void aDamagedReceiptOfAnotherHookIsNoHindrance() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(machine.rendered());
    Path receipts = machine.at(Scratch.RECEIPT).getParent();
    Files.writeString(receipts.resolve("web.json"), "torn");
    List<String> warnings = new ArrayList<>();
    assertEquals(List.of("jstartup-www"), machine.hooks.servicesFor(machine.hook, warnings::add));
    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).contains("web.json"), warnings.toString());
    assertTrue(machine.hooks.remove("jstartup-www", false).changed());
    Files.writeString(receipts.resolve("jstartup-www.json"), "torn");
    assertThrows(
        ProblemsException.class, () -> machine.hooks.servicesFor(machine.hook, warnings::add));
  }

  @Test
  void aPreviewSaysWhatGoesAndChangesNothing() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(machine.rendered());
    Map<String, String> before = machine.listing();
    Preview preview = machine.hooks.previewRemoval("jstartup-www");
    assertEquals(Scratch.UNIT, preview.files().get(0).path());
    assertTrue(preview.files().get(0).diff().contains("-Type=notify"));
    assertEquals(3, preview.commands().size());
    assertEquals(before, machine.listing());
  }

  private static final Path GATE = Path.of("/etc/systemd/system/gate");

  private static RenderedHook gated(RenderedHook hook) {
    HookPlan plan = withStops(hook, 2).plan();
    HookPlan.Builder gated = Scratch.bare(plan).gate(GATE);
    plan.disable().forEach(gated::disable);
    gated.disable(Command.of("systemctl", "disable", "jstartup-www.service"));
    return new RenderedHook(hook.hook(), gated.plan(), hook.files());
  }

  /** What may still run is kept from the supervisor, and so is what is stopped while another could not be. */
  @ParameterizedTest
  @CsvSource({"0, false", "1, false", "2, false", "0, true", "1, true", "2, true"})
  void theGateIsAsItWasWhenAnythingThatStopsOrDisablesFails(int step, boolean force)
      throws IOException {
    Scratch machine = new Scratch(folder);
    RenderedHook hook = gated(machine.rendered());
    machine.hooks.install(hook);
    machine.hooks.open(hook.plan());
    byte[] open = Files.readAllBytes(machine.at(GATE));
    machine.systemd.failAt = step;
    if (force) {
      assertEquals(1, machine.hooks.remove("jstartup-www", true).failed().size());
    } else {
      assertThrows(ProblemsException.class, () -> machine.hooks.remove("jstartup-www", false));
    }
    assertArrayEquals(open, Files.readAllBytes(machine.at(GATE)));
    machine.systemd.failAt = -1;
    machine.hooks.remove("jstartup-www", false);
    assertFalse(Files.exists(machine.at(GATE)), "the next removal knows of it");
    assertFalse(machine.hooks.remove("jstartup-www", false).changed());
  }

  @Test
  void theGateGoesWithTheRest() throws IOException {
    Scratch machine = new Scratch(folder);
    Map<String, String> before = machine.listing();
    RenderedHook hook = gated(machine.rendered());
    machine.hooks.install(hook);
    machine.hooks.open(hook.plan());
    assertTrue(Files.exists(machine.at(GATE)));
    machine.hooks.remove("jstartup-www", false);
    assertEquals(before, machine.listing());
  }
}
