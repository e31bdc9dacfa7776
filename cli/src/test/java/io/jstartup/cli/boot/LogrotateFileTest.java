package io.jstartup.cli.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.model.hook.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogrotateFileTest {
  private static BootHook hook(String user, int uid, String home) {
    return new BootHook(
        new Account(user, uid, uid, Path.of("/home/x")),
        Path.of("/home/x"),
        Path.of(home),
        "jstartup-" + user,
        Path.of("/opt/my programs/bin/jstartup"),
        Path.of("/opt/java"),
        BootHook.DEFAULT_SEARCH_PATH,
        false,
        Duration.ZERO);
  }

  private static String line(String text, String start) {
    return text.lines()
        .map(String::trim)
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theUserHimselfRunsWhatHeCouldReplace() {
    String text = new LogrotateFile(hook("www", 1000, "/srv/$HOME dir/.jstartup"), "web").text();
    assertTrue(text.startsWith(LogrotateFile.FIRST_LINE + "\n"));
    assertTrue(text.contains("\n\"/srv/$HOME dir/.jstartup/pm2.log\"\n"), text);
    assertTrue(text.contains("\n\"/srv/$HOME dir/.jstartup/logs/*-error-[0-9].log\"\n"), text);
    assertEquals("su www web", line(text, "su www"));
    assertEquals(
        "su -s /bin/sh www -c 'env '\\''JSTARTUP_HOME=/srv/$HOME dir/.jstartup'\\'' "
            + "JSTARTUP_JAVA_HOME=/opt/java '\\''/opt/my programs/bin/jstartup'\\'' "
            + "--silent reloadLogs'",
        line(text, "su -s"));
  }

  @Test
  void rootNeedsNoOtherUser() {
    String text = new LogrotateFile(hook("root", 0, "/root/.jstartup"), "root").text();
    assertTrue(line(text, "env ").startsWith("env JSTARTUP_HOME=/root/.jstartup "));
  }

  @Test
  void anOlderFileForTheSameLogsGoes(@TempDir Path folder) throws IOException {
    BootHook hook = hook("www", 1000, "/srv/www/.jstartup");
    List<Path> files = new ArrayList<>();
    for (String name : ServiceName.possible(hook.account(), hook.jstartupHome())) {
      files.add(folder.resolve(name));
    }
    Path older = files.stream().filter(it -> !it.endsWith("jstartup-www")).findFirst().get();
    Path newer = folder.resolve("jstartup-www");
    LogrotateLeftovers leftovers = new LogrotateLeftovers(folder, hook);
    String text = new LogrotateFile(hook, "web").text();
    for (Path file : files) {
      Files.writeString(file, text);
    }
    assertEquals(List.of(older.toString()), leftovers.remove());
    assertTrue(Files.exists(newer));
    assertFalse(Files.exists(older));
    String others = new LogrotateFile(hook("www", 1000, "/home/www/.jstartup"), "web").text();
    for (String stays : List.of(others, "# mine\n" + text)) {
      Files.writeString(older, stays);
      assertEquals(List.of(), leftovers.remove());
      assertTrue(Files.exists(older));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a\"b", "/a'b", "/a*b", "/a{b", "/a\nendscript\nb", "/a\\b", "/[a]"})
  void aPathThatLogrotateCouldMisreadIsRefused(String home) {
    LogrotateFile file = new LogrotateFile(hook("www", 1000, home), "web");
    assertTrue(
        assertThrows(ProblemsException.class, file::text).getMessage().contains("logrotate file"));
  }
}
