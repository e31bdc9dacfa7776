package io.jstartup.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an app was started with, shown and changed. */
class AppDetailsTest {
  private static final String APP = "# the app's env attribute:";
  private static final String SHELL = "# the shell at start:";
  private static final String JSTARTUP = "# added by jstartup:";
  private static final String HERE = "# otherwise in this shell:";

  @TempDir private Path folder;
  private Jstartup jstartup;

  @BeforeEach
  void open() {
    jstartup = new Jstartup(folder);
  }

  @AfterEach
  void close() throws Exception {
    jstartup.close();
  }

  private Object variable(String name) throws Exception {
    Map<?, ?> entry = (Map<?, ?>) jstartup.list().get(0).get("pm2_env");
    return ((Map<?, ?>) entry.get("env")).get(name);
  }

  /** The lines from that heading to the next. */
  private static List<String> below(String heading, String told) {
    List<String> lines = told.lines().toList();
    return lines.stream()
        .skip(lines.indexOf(heading) + 1)
        .takeWhile(line -> !line.startsWith("# ") || !line.endsWith(":"))
        .toList();
  }

  @Test
  void theEnvironmentChangesOnlyWhenThatIsAskedFor() throws Exception {
    jstartup.env.put("COLOUR", "red");
    jstartup.env.put("PAPER", "thick");
    Files.writeString(
        folder.resolve("apps.json"),
        "[{'name': 'web', 'script': '/bin/sleep', 'args': ['1000'], 'env': {'SIZE': 'small'}}]"
            .replace('\'', '"'));
    jstartup.run("start", "apps.json").expect(0);
    jstartup.env.put("COLOUR", "blue");
    jstartup.env.remove("PAPER");
    jstartup.run("restart", "web").expect(0);
    assertEquals("red", variable("COLOUR"));
    String told = jstartup.run("env", "web").expect(0).stdout();
    List<String> headings = List.of("# web (id 0)", APP, SHELL, JSTARTUP, HERE);
    assertEquals(headings, told.lines().filter(headings::contains).toList(), told);
    assertEquals(List.of("SIZE: small"), below(APP, told));
    assertTrue(below(SHELL, told).containsAll(List.of("COLOUR: red", "PAPER: thick")), told);
    assertTrue(below(JSTARTUP, told).contains("pm_id: 0"), told);
    assertEquals(Set.of("# COLOUR: blue", "# PAPER is not set"), Set.copyOf(below(HERE, told)));
    jstartup.run("restart", "web", "--update-env").expect(0);
    assertEquals("blue", variable("COLOUR"));
    told = jstartup.run("env", "0").expect(0).stdout();
    assertTrue(below(SHELL, told).contains("COLOUR: blue"), told);
    assertFalse(told.contains("red"), told);
    jstartup.run("env", "wep").expect(1);
  }

  @Test
  void aCronRestartIsToldWithItsZoneAndItsNextTime() throws Exception {
    jstartup.env.put("TZ", "Asia/Tokyo");
    jstartup
        .run("start", "/bin/sleep", "--name", "c", "--cron-restart", "0 3 * * *", "--", "1000")
        .expect(0);
    jstartup.env.remove("TZ");
    String sheet = jstartup.run("describe", "c").expect(0).stdout();
    assertTrue(sheet.contains("0 3 * * * (Asia/Tokyo)"), sheet);
    assertTrue(sheet.contains("T03:00:00+09:00"), sheet);
  }

  @Test
  void aStopSignalMayBeAnyNumber() throws Exception {
    Path ready = folder.resolve("ready");
    Path got = folder.resolve("got");
    String script =
        "#!/bin/bash\ntrap ': > \""
            + got
            + "\"; exit 0' 40\n: > '"
            + ready
            + "'\n"
            + "while :; do sleep 0.1; done\n";
    assertTrue(Files.writeString(folder.resolve("app"), script).toFile().setExecutable(true));
    jstartup.run("start", "./app", "--kill-signal", "40").expect(0);
    Await.until("it listens", Duration.ofSeconds(60), () -> Files.exists(ready));
    jstartup.run("stop", "app").expect(0);
    assertTrue(Files.exists(got));
  }
}
