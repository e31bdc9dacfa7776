package io.jstartup.generator.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What boot scripts are known to get wrong, a test for each: on the rendered hooks, by running them, or by naming what holds it. */
final class BootHookRulesTest {
  @TempDir Path folder;

  private List<Rule> rules() {
    Hooks hooks = new Hooks(folder.resolve("machine"));
    return Stream.of(
            new SystemdRules(hooks).all(),
            new InitScriptRules(hooks, folder).all(),
            new MacRules(hooks).all(),
            new BsdRules(hooks, folder).all(),
            new SmfRules(hooks).all(),
            new InstallRules(hooks, folder).all())
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void noNumberIsLeftOut() {
    assertEquals(
        IntStream.rangeClosed(1, 63).boxed().toList(), rules().stream().map(Rule::number).toList());
  }

  @TestFactory
  Stream<DynamicTest> rule() {
    return rules().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    String.format("%02d %s", rule.number(), rule.text()), rule.check()::run));
  }
}
