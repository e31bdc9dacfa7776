package io.jstartup.cli.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.jstartup.generator.run.CommandRunner;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.control.ProcessRow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitOperationTest {
  private final List<Command> ran = new ArrayList<>();

  private final CommandRunner runner =
      new CommandRunner() {
        @Override
        public CommandOutput run(Command command) {
          ran.add(command);
          return new CommandOutput(1, "", "the test wants it");
        }

        @Override
        public boolean has(Command command) {
          return true;
        }
      };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jstartup-*@*.service",
        "jstartup-w?w@web-0.service",
        "jstartup-www@[a-z]-0.service",
        "jstartup-www@a.service ssh.service",
        "--all",
        "ssh.service"
      })
  void whatIsNoNameOfOursIsNotAskedOfSystemd(String service) {
    assertFalse(stop(service).ok());
    assertEquals(List.of(), ran);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jstartup-www@web-0.service", "jstartup-w.w_-1a@_a_b@0123456789abcdef-12.service"})
  void ourNamesAre(String service) {
    assertFalse(stop(service).ok());
    assertEquals(1, ran.size());
  }

  private Outcome stop(String service) {
    ProcessRow row =
        new ProcessRow(
            1, "web", "default", "fork", 0, 0, 0, 0, "stopped", 0, 0, "www", "", service);
    return UnitOperation.complete(
        new Outcome(List.of(), List.of(), List.of(), List.of(row)), "stop", runner);
  }
}
