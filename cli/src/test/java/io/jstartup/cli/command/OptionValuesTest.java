package io.jstartup.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class OptionValuesTest {
  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("start");
    spec.addOption(OptionSpec.builder("--restart-delay").type(String.class).build());
    return new CommandLine(spec).getCommandSpec();
  }

  @Test
  void whatIsNoValueIsAWrongCommandLineWithAllThatIsWrong() {
    Map<String, Object> attributes = Map.of("restart_delay", "-5", "instances", "abc");
    List<Problem> problems =
        assertThrows(OptionValues.Wrong.class, () -> OptionValues.check(spec(), attributes))
            .problems();
    assertEquals(2, problems.size());
    List<String> messages = problems.stream().map(Problem::message).sorted().toList();
    assertTrue(
        messages.stream().anyMatch(it -> it.contains("'--restart-delay' must be a whole number")),
        messages.toString());
    assertTrue(
        messages.stream().allMatch(it -> it.endsWith("see 'start --help'")), messages.toString());
  }

  @Test
  void whatIsAValueIsLetIn() {
    OptionValues.check(
        spec(), Map.of("restart_delay", "5", "instances", "max", "args", List.of("-1", "")));
  }
}
