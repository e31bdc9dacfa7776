package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.io.CallerIds;
import io.jstartup.model.hook.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StopBudgetTest {
  @TempDir Path folder;

  /** More than an array may have. */
  private static Duration fillTheMemory(byte[] dump) {
    return Duration.ofMillis(Arrays.copyOf(dump, Integer.MAX_VALUE).length);
  }

  @Test
  void aListForWhichThereIsNoMemoryIsAWarning() throws IOException {
    Path dump = Files.writeString(folder.resolve("dump.pm2"), "[]");
    Account self = new Account("self", CallerIds.uid(), 0, folder);
    StopBudget budget = StopBudget.of(self, dump, true, StopBudgetTest::fillTheMemory);
    assertEquals(StopBudget.DEFAULT, budget.duration());
    String warning = budget.warning().orElseThrow();
    assertTrue(warning.contains("'" + dump + "' needs more memory than Java has"), warning);
  }
}
