package io.jstartup.cli.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.io.CallerIds;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.shell.Keeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runners leave about the first start of their apps, in folders of the user who runs the test. */
final class FirstStartsTest {
  @TempDir Path folder;
  private final AtomicInteger spoken = new AtomicInteger();

  private Path word(String service, String text) throws IOException {
    Path file = folder.resolve(service);
    Files.writeString(file, text);
    return file;
  }

  private void await(Map<String, Path> began) throws IOException {
    Account me = new Account(System.getProperty("user.name"), CallerIds.uid(), 0, folder);
    new FirstStarts(me, spoken::incrementAndGet, Duration.ofMillis(300)).await(began);
  }

  @Test
  void allHaveBegun() throws IOException {
    await(Map.of());
    await(Map.of("one", word("one", ""), "two", word("two", "")));
    assertEquals(2, spoken.get());
  }

  @Test
  void eachThatHasNotIsNamedWithItsReason() throws IOException {
    Map<String, Path> began = new LinkedHashMap<>();
    began.put("good", word("good", ""));
    began.put("bad", word("bad", "no folder 'x'\n"));
    began.put("endless", word("endless", "so ".repeat(5000)));
    began.put("odd", Files.createDirectory(folder.resolve("odd")));
    began.put("silent", folder.resolve("silent"));
    String said = assertThrows(ProblemsException.class, () -> await(began)).getMessage();
    assertTrue(said.contains("'bad' could not start its app: no folder 'x'"), said);
    for (String service : new String[] {"endless", "odd"}) {
      assertTrue(said.contains("'" + service + "' could not start its app"), said);
    }
    assertTrue(said.contains("'silent' has not begun"), said);
    assertFalse(said.contains("'good'"), said);
    assertTrue(said.length() < 3000, said);
  }

  /** As shell/network.ftl makes it wait where no route to anywhere comes. */
  @Test
  void aServiceThatWaitsForTheNetworkIsGivenThatTimeBesides() {
    Duration usual = FirstStarts.longestSilence(hook(false));
    assertEquals(
        usual.plus(Keeper.LONGEST_WAIT_FOR_NETWORK), FirstStarts.longestSilence(hook(true)));
  }

  private BootHook hook(boolean waitIp) {
    Path home = folder.resolve("home");
    return new BootHook(
        new Account("www", 1000, 1000, home),
        home,
        home,
        "jstartup-www",
        folder,
        folder,
        BootHook.DEFAULT_SEARCH_PATH,
        waitIp,
        Duration.ZERO);
  }
}
