package io.jstartup.generator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands at the same time, with the machine's own shell. */
final class TogetherTest {
  /** Says that it has begun, and ends once as many have. */
  private static final String MEETS =
      ": >\"$1/$2\"; until [ \"$(ls \"$1\" | wc -l)\" -ge \"$3\" ]; do sleep 0.05; done; exit \"$4\"";

  @TempDir Path folder;
  private final AtomicInteger ended = new AtomicInteger();

  private Command meeting(int number, int all, int exitCode) {
    return Command.of(
            "sh",
            "-c",
            MEETS,
            "sh",
            folder.toString(),
            Integer.toString(number),
            Integer.toString(all),
            Integer.toString(exitCode))
        .besideOthers();
  }

  @Test
  void oneWaitsForNoOther() throws IOException {
    List<Command> commands = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      commands.add(meeting(i, 20, 0));
    }
    assertEquals(List.of(commands), Together.steps(commands));
    assertEquals(
        Map.of(), new Together(new SystemCommands(), ended::incrementAndGet).run(commands));
    assertEquals(20, ended.get());
    try (var files = Files.list(folder)) {
      assertEquals(20, files.count());
    }
  }

  @Test
  void allFailuresAreNamedAtOnce() {
    List<Command> commands = List.of(meeting(0, 3, 0), meeting(1, 3, 5), meeting(2, 3, 6));
    Map<Command, ProblemsException> failures =
        new Together(new SystemCommands(), ended::incrementAndGet).run(commands);
    assertEquals(List.of(commands.get(1), commands.get(2)), List.copyOf(failures.keySet()));
    assertEquals(1, ended.get());
    ProblemsException all = Together.all(failures.values());
    assertEquals(2, all.problems().size());
    assertTrue(all.problems().get(0).toString().contains("exit code 5"), all.getMessage());
    assertTrue(all.problems().get(1).toString().contains("exit code 6"), all.getMessage());
  }

  @Test
  void onlyNeighboursAreOneStep() {
    Command alone = Command.of("true");
    Command beside = alone.besideOthers();
    assertEquals(
        List.of(List.of(beside, beside), List.of(alone), List.of(alone), List.of(beside)),
        Together.steps(List.of(beside, beside, alone, alone, beside)));
  }
}
