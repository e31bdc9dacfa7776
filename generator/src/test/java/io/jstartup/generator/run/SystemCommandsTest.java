package io.jstartup.generator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SystemCommandsTest {
  private final SystemCommands commands = new SystemCommands();

  @Test
  void givesBothOutputsAndTheExitCode() {
    assertEquals(
        new CommandOutput(3, "out\n", "err\n"),
        commands.run(Command.of("sh", "-c", "echo out; echo err >&2; exit 3")));
  }

  @Test
  void theEnvironmentIsOursAndThereIsNoInput() {
    String env = commands.run(Command.of("env")).out();
    assertEquals(
        List.of("LC_ALL=C", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "SYSTEMD_COLORS=0"),
        env.lines().sorted().toList());
    assertEquals("", commands.run(Command.of("cat")).out());
  }

  @Test
  void onlyBareNamesInTheSystemsFoldersAreTools() {
    for (String name : List.of("/bin/sh", "../bin/sh", "", "no-such-tool")) {
      Command command = Command.of(name, "x");
      assertFalse(commands.has(command), name);
      assertThrows(ProblemsException.class, () -> commands.run(command), name);
    }
    assertTrue(commands.has(Command.of("sh")));
  }

  @Test
  void whatDoesNotEndIsEnded() {
    Command command = Command.of("sleep", "1000").within(Duration.ofMillis(100));
    String said = assertThrows(ProblemsException.class, () -> commands.run(command)).getMessage();
    assertTrue(said.contains("'sleep 1000' did not end"), said);
  }

  @Test
  void anEndlessOutputIsReadButNotKept() {
    CommandOutput output = commands.run(Command.of("head", "-c", "5000000", "/dev/zero"));
    assertEquals(0, output.exitCode());
    assertEquals(1024 * 1024, output.out().length());
  }

  @Test
  void aRequiredCommandThatFailsSaysWhatItSaid() {
    String said =
        assertThrows(
                ProblemsException.class,
                () -> commands.require(Command.of("sh", "-c", "echo no such unit >&2; exit 5")))
            .getMessage();
    assertTrue(said.contains("exit code 5: no such unit"), said);
    commands.require(Command.of("false").thatMayFail());
  }
}
