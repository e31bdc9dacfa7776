package io.jstartup.generator.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.StopBudget;
import io.jstartup.generator.check.Accounts;
import io.jstartup.io.CallerIds;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

final class UserFilesTest {
  @TempDir Path folder;

  private static Account me() throws IOException {
    return new Account("me", CallerIds.uid(), 0, Path.of("/"));
  }

  static boolean asRoot() throws IOException {
    return CallerIds.uid() == 0;
  }

  @Test
  void readsEveryByteWhateverTheName() throws IOException {
    byte[] content = {0, 1, (byte) 0xff, 'x', '\n'};
    Path file = Files.write(folder.resolve("-e it's $HOME"), content);
    assertArrayEquals(content, new UserFiles().read(me(), file));
  }

  @Test
  void aMissingFileIsAProblemThatNamesIt() throws IOException {
    Account me = me();
    String said =
        assertThrows(
                ProblemsException.class, () -> new UserFiles().read(me, folder.resolve("none")))
            .getMessage();
    assertTrue(said.contains("none' as user 'me'") && said.contains("No such file"), said);
  }

  @Test
  @EnabledIf("asRoot")
  void rootReadsNothingForAUserThatTheUserCanNotRead() throws IOException {
    Account nobody = new Accounts(new SystemCommands()).named("nobody");
    assertThrows(
        ProblemsException.class, () -> new UserFiles().read(nobody, Path.of("/etc/shadow")));
    assertArrayEquals(
        Files.readAllBytes(Path.of("/etc/passwd")),
        new UserFiles().read(nobody, Path.of("/etc/passwd")));
  }

  @Test
  void theStopBudgetIsWhatTheListSays() throws IOException {
    Path dump = Files.writeString(folder.resolve("dump.pm2"), "9000");
    assertEquals(
        new StopBudget(Duration.ofSeconds(9), Optional.empty()),
        StopBudget.of(me(), dump, true, UserFilesTest::millis));
  }

  @Test
  void aDamagedListGivesTheDefaultAndAWarning() throws IOException {
    Path dump = Files.writeString(folder.resolve("dump.pm2"), "[{");
    StopBudget budget = StopBudget.of(me(), dump, true, UserFilesTest::millis);
    assertEquals(StopBudget.DEFAULT, budget.duration());
    assertTrue(budget.warning().isPresent());
  }

  private static Duration millis(byte[] text) {
    return Duration.ofMillis(Long.parseLong(new String(text, StandardCharsets.UTF_8)));
  }
}
