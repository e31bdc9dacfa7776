package io.jstartup.cli.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.run.CommandRunner;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.control.ProcessRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
        "user@1000.service/ssh.service",
        "user@1000.service/--user",
        "user@1000.service/user@1000.service/jstartup-www@web-0.service",
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

  @Test
  void eachManagerIsAskedForItsOwn() {
    assertFalse(
        stop(
                "jstartup-www@web-0.service",
                "user@1000.service/jstartup-www@web-0.service",
                "jstartup-www@web-1.service")
            .ok());
    assertEquals(2, ran.size());
    List<String> system = of("systemctl");
    assertEquals(
        List.of("--", "jstartup-www@web-0.service", "jstartup-www@web-1.service"),
        system.subList(system.indexOf("--"), system.size()));
    List<String> own = ran.stream().map(Command::argv).filter(it -> it != system).toList().get(0);
    assertTrue(own.contains("XDG_RUNTIME_DIR=/run/user/1000"), own.toString());
    assertTrue(own.contains("--user"), own.toString());
    assertEquals("jstartup-www@web-0.service", own.get(own.size() - 1));
  }

  private List<String> of(String program) {
    return ran.stream()
        .map(Command::argv)
        .filter(argv -> argv.get(0).equals(program))
        .findFirst()
        .orElseThrow();
  }

  private Outcome stop(String... services) {
    List<ProcessRow> rows =
        Stream.of(services)
            .map(
                service ->
                    new ProcessRow(
                        1, "web", "default", "fork", 0, 0, 0, 0, "stopped", 0, 0, "www", "",
                        service))
            .toList();
    return UnitOperation.complete(
        new Outcome(List.of(), List.of(), List.of(), rows), "stop", runner);
  }
}
