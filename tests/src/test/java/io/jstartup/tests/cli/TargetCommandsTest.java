package io.jstartup.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.json.Json;
import io.jstartup.tests.rig.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that take targets, as a user types them. */
class TargetCommandsTest {
  private static final String APPS =
      """
      {"apps": [{"name": "api-1", "script": "/bin/sleep", "args": "1000"},
                {"name": "api-2", "script": "/bin/sleep", "args": "1000"}]}
      """;

  @TempDir private Path folder;
  private Jstartup jstartup;

  @BeforeEach
  void startThreeApps() throws Exception {
    jstartup = new Jstartup(folder);
    Files.writeString(folder.resolve("apps.json"), APPS);
    jstartup.run("start", "/bin/sleep", "--name", "web", "--", "1000").expect(0);
    jstartup.run("start", "apps.json").expect(0);
  }

  @AfterEach
  void close() throws Exception {
    jstartup.close();
  }

  private long running() throws Exception {
    return jstartup.list().stream()
        .filter(entry -> !Long.valueOf(0).equals(entry.get("pid")))
        .count();
  }

  private Output piped(String command) throws Exception {
    String launcher = Jstartup.distribution().resolve("bin/jstartup").toString();
    return jstartup.run(List.of("sh", "-c", "cat apps.json | \"$1\" " + command, "sh", launcher));
  }

  @Test
  void aProcessFileMeansItsAppsAlsoOnStandardInput() throws Exception {
    jstartup.run("stop", "apps.json").expect(0);
    assertEquals(1, running());
    piped("restart -").expect(0);
    assertEquals(3, running());
    piped("delete -").expect(0);
    assertEquals(1, jstartup.list().size());
    piped("start -").expect(0);
    assertEquals(3, running());
    Output none = jstartup.run("stop", "-").expect(1);
    assertTrue(none.stderr().contains("standard input"), none.stderr());
  }

  @Test
  void onlySomeAppsOfAProcessFileAreMeant() throws Exception {
    List<Long> spared = jstartup.pids("api-1");
    jstartup.run("stop", "apps.json", "--only", "api-2").expect(0);
    assertEquals(2, running());
    jstartup.run("restart", "apps.json", "--only", "api-2").expect(0);
    assertEquals(3, running());
    jstartup.run("delete", "apps.json", "--only", "api-2").expect(0);
    assertEquals(spared, jstartup.pids("api-1"));
    for (String command : List.of("delete", "start", "reload")) {
      Output none = jstartup.run(command, "apps.json", "--only", "api-1, api-3").expect(1);
      String told = "has no app 'api-3'; did you mean 'api-1'?: its apps are: api-1, api-2";
      assertTrue(none.stderr().contains(told), none.stderr());
    }
    assertEquals(spared, jstartup.pids("api-1"), "nothing is done");
    Output noFile = jstartup.run("delete", "all", "--only", "web").expect(1);
    assertTrue(noFile.stderr().contains("none is named"), noFile.stderr());
    assertEquals(2, jstartup.list().size());
    jstartup.run("startOrRestart", "apps.json").expect(0);
    assertEquals(3, running());
    assertFalse(spared.equals(jstartup.pids("api-1")));
  }

  @Test
  void theChildrenOfAnAppMayBeSpared() throws Exception {
    jstartup.run("start", "/bin/sleep", "-n", "t", "--no-treekill", "--", "1000").expect(0);
    String sheet = jstartup.run("describe", "t").expect(0).stdout();
    assertTrue(sheet.contains("to its main process only"), sheet);
  }

  @Test
  void patternsIdsAndNamesGoTogether() throws Exception {
    List<Long> before = jstartup.pids("api-1");
    jstartup.run("restart", "/^api/", "0").expect(0);
    assertFalse(before.equals(jstartup.pids("api-1")));
    Output some = jstartup.run("stop", "api-1", "wep").expect(1);
    assertTrue(some.stderr().contains("cannot find app 'wep'"), some.stderr());
    assertTrue(some.stderr().contains("did you mean 'web'?"), some.stderr());
    assertTrue(some.stdout().contains("api-1"), "what was stopped is shown");
    assertEquals("", jstartup.run("stop", "wep").expect(1).stdout(), "nothing hides the message");
    assertEquals(2, running());
    Output number = jstartup.run("start", "/bin/sleep", "--name", "7").expect(1);
    assertTrue(number.stderr().contains("commands take a number for an id"), number.stderr());
  }

  @Test
  void describeShowsHowAnAppIsRunAndStoppedButNoSecret() throws Exception {
    jstartup.env.put("API_TOKEN", "swordfish");
    jstartup.run("start", "/bin/sleep", "-n", "s", "-k", "700", "--", "1000", "a b").expect(0);
    String sheet = jstartup.run("describe", "s").expect(0).stdout();
    assertTrue(sheet.contains("stop timeout"), sheet);
    assertTrue(sheet.contains("700 ms, then SIGKILL"), sheet);
    assertTrue(sheet.contains("1000 'a b'"), sheet);
    Map<?, ?> json = (Map<?, ?>) Json.parse(jstartup.run("show", "s", "--json").expect(0).stdout());
    Map<?, ?> process = (Map<?, ?>) ((List<?>) json.get("processes")).get(0);
    assertEquals(700L, ((Map<?, ?>) process.get("app")).get("kill_timeout"));
    assertFalse(sheet.contains("swordfish") || process.toString().contains("swordfish"));
    assertTrue(jstartup.run("desc", "nobody").expect(1).stderr().contains("cannot find app"));
  }

  @Test
  void pidAndIdPrintWhatScriptsRead() throws Exception {
    assertEquals(jstartup.pids("web").get(0) + "\n", jstartup.run("pid", "web").stdout());
    assertEquals(3, jstartup.run("pid").expect(0).stdout().lines().count());
    assertEquals("[ 1, 2 ]\n", jstartup.run("id", "/api/").expect(0).stdout());
    jstartup.run("id", "nobody").expect(1);
  }

  @Test
  void aSignalIsSentByNameOrNumber() throws Exception {
    jstartup.run("sendSignal", "TERM", "web").expect(0);
    String end = "";
    for (int i = 0; i < 100 && !end.contains("killed by signal 15"); i++) {
      end = jstartup.run("describe", "web").expect(0).stdout();
    }
    assertTrue(end.contains("killed by signal 15"), end);
    assertTrue(jstartup.run("sendSignal", "FOO", "web").expect(2).stderr().contains("no signal"));
    jstartup.run("sendSignal", "15").expect(2);
  }

  @Test
  void theListIsSortedAndShownInOtherForms() throws Exception {
    String sorted = jstartup.run("list", "--sort", "name:desc").expect(0).stdout();
    assertTrue(sorted.indexOf("web") < sorted.indexOf("api-2"), sorted);
    assertTrue(sorted.indexOf("api-2") < sorted.indexOf("api-1"), sorted);
    assertTrue(jstartup.run("ls", "--sort", "nam").expect(1).stderr().contains("mean 'name'"));
    assertTrue(jstartup.run("ls", "-m").expect(0).stdout().contains("+--- web\nnamespace : "));
    String pretty = jstartup.run("prettylist").expect(0).stdout();
    assertTrue(pretty.contains("name: 'web',\n"), pretty);
    assertTrue(pretty.contains("restart_time: 0,\n"), pretty);
  }

  @Test
  void flushEmptiesLogs() throws Exception {
    jstartup.run("start", "echo hello; exec sleep 1000", "--name", "talker").expect(0);
    Path log = jstartup.home().resolve("logs/talker-out.log");
    while (Files.size(log) == 0) {
      Thread.onSpinWait();
    }
    jstartup.run("flush", "talker").expect(0);
    assertEquals(0, Files.size(log));
    assertTrue(Files.size(jstartup.home().resolve("pm2.log")) > 0);
    jstartup.run("flush").expect(0);
    assertEquals(0, Files.size(jstartup.home().resolve("pm2.log")));
  }
}
