package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.PlannedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An update to a hook that has fewer files and links than the one before. */
final class LeftoversTest {
  private static final Path FILE = Path.of("/etc/systemd/system/jstartup-www.older");
  private static final Path LINK = Path.of("/etc/systemd/system/older.wants/jstartup-www.service");

  @TempDir Path folder;
  private Scratch machine;
  private Map<String, String> updated;

  @BeforeEach
  void installOlder() throws IOException {
    machine = new Scratch(folder);
    Files.createDirectories(machine.at(LINK).getParent());
    machine.hooks.install(machine.rendered());
    updated = machine.listing();
    machine.hooks.remove("jstartup-www", false);
    machine.hooks.install(older(machine.rendered()));
    Files.createSymbolicLink(machine.at(LINK), Scratch.UNIT);
  }

  /** The same with one more file and link. */
  private static RenderedHook older(RenderedHook hook) {
    HookPlan plan = hook.plan();
    RenderedFile unit = hook.files().get(0);
    PlannedFile was = unit.planned();
    PlannedFile more =
        new PlannedFile(
            FILE, was.mode(), was.template(), was.syntax(), was.values(), was.tolerated());
    HookPlan.Builder older = Scratch.bare(plan).file(more).link(LINK);
    plan.links().forEach(older::link);
    plan.disable().forEach(older::disable);
    return new RenderedHook(
        hook.hook(), older.plan(), List.of(unit, new RenderedFile(more, unit.content())));
  }

  @Test
  void goWithTheUpdate() throws IOException {
    Outcome outcome = machine.hooks.install(machine.rendered());
    assertTrue(outcome.done().contains("removed " + FILE), outcome.toString());
    assertEquals(updated, machine.listing());
  }

  @Test
  void stayWhenTheyWereChangedByHand() throws IOException {
    Files.writeString(machine.at(FILE), "mine");
    Map<String, String> before = machine.listing();
    assertThrows(ProblemsException.class, () -> machine.hooks.install(machine.rendered()));
    assertEquals(before, machine.listing());
  }

  @Test
  void areNotForgottenByAnUpdateThatFails() throws IOException {
    Map<String, String> before = machine.listing();
    machine.systemd.failAt = 3;
    assertThrows(ProblemsException.class, () -> machine.hooks.install(machine.rendered()));
    machine.systemd.failAt = -1;
    assertEquals(before, machine.listing());
  }
}
