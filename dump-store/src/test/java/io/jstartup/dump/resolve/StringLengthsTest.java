package io.jstartup.dump.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.dump.processfile.Attributes;
import io.jstartup.model.Launch;
import io.jstartup.model.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StringLengthsTest {
  private static final String LONGEST = "x".repeat(StringLengths.LONGEST);

  @BeforeEach
  void where() {
    assumeTrue(StringLengths.applies(), "the limit is another one here");
  }

  private static List<Problem> problems(String argument, String value) {
    List<Problem> problems = new ArrayList<>();
    Attributes app = Attributes.of("app 'a'", Map.of("script", "a"), problems, problems);
    Launch launch =
        new Launch(
            "/bin/true",
            List.of("", argument),
            Launch.NO_INTERPRETER,
            List.of(),
            "/",
            Map.of("V", value));
    StringLengths.check(app, launch, problems);
    return problems;
  }

  @Test
  void theLimitIsTheSystems() throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder("/bin/true", LONGEST).start().waitFor());
    ProcessBuilder longer = new ProcessBuilder("/bin/true", LONGEST + "x");
    assertThrows(IOException.class, longer::start);
  }

  @Test
  void whatTheSystemTakesIsTaken() {
    assertEquals(List.of(), problems(LONGEST, LONGEST.substring(2)));
  }

  @Test
  void aLongerOneIsNamedWithoutItsContent() {
    List<Problem> problems = problems(LONGEST + "x", LONGEST);
    assertEquals(2, problems.size(), problems.toString());
    assertTrue(problems.get(0).why().startsWith("its argument 2 has 131072 bytes"));
    assertTrue(problems.get(1).why().startsWith("its variable 'V' has 131073 bytes"));
  }

  @Test
  void bytesCountNotCharacters() {
    assertEquals(1, problems("\u65e5".repeat(44_000), "").size());
    assertEquals(List.of(), problems("\udcff".repeat(131_000), ""));
  }
}
