package io.jstartup.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.json.Json;
import io.jstartup.tests.rig.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as a user types them, with a real supervisor and real apps. */
class CommandsTest {
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

  private void startSleeper(String name) throws Exception {
    jstartup.run("start", "/bin/sleep", "--name", name, "--", "1000").expect(0);
  }

  @Test
  void whatIsSavedComesBackAfterEverythingEnded() throws Exception {
    startSleeper("one");
    startSleeper("two");
    jstartup.run("stop", "two").expect(0);
    assertTrue(jstartup.run("save").expect(0).stdout().contains("saved 2 processes"));
    jstartup.run("kill").expect(0);
    assertEquals(List.of(), jstartup.list());

    jstartup.run("resurrect").expect(0);

    assertTrue(jstartup.pids("one").get(0) > 0);
    assertEquals(0, jstartup.pids("two").get(0), "a stopped app comes back stopped");
  }

  @Test
  void aSupervisorInTheBackgroundEndsOrderlyOnSigint() throws Exception {
    startSleeper("one");
    ProcessHandle supervisor = ProcessHandle.of(jstartup.supervisorPid()).orElseThrow();
    ProcessHandle app = ProcessHandle.of(jstartup.pids("one").get(0)).orElseThrow();
    jstartup.run(List.of("kill", "-INT", Long.toString(supervisor.pid()))).expect(0);
    supervisor.onExit().get(60, TimeUnit.SECONDS);
    app.onExit().get(60, TimeUnit.SECONDS);
    assertTrue(Files.readString(jstartup.home().resolve("pm2.log")).contains("supervisor ended"));
  }

  @Test
  void aSupervisorThatCannotRunSaysWhy() throws Exception {
    Files.createDirectories(jstartup.home().resolve("supervisor.lock"));
    Output output = jstartup.run("start", "/bin/sleep", "--name", "one", "--", "1000").expect(1);
    assertTrue(output.stderr().contains("cannot start the supervisor"), output.stderr());
    assertTrue(output.stderr().contains("supervisor.lock"), output.stderr());
  }

  @Test
  void theListStartsNoSupervisorAndIsEmptyWithoutOne() throws Exception {
    assertEquals("[]\n", jstartup.run("jlist").expect(0).stdout());
    assertTrue(jstartup.run("list").expect(0).stdout().contains("│ id │ name │"));
    jstartup.run("ping").expect(1);
    assertFalse(Files.exists(jstartup.home()));
  }

  @Test
  void bothWaysToTheListSayTheSame() throws Exception {
    startSleeper("one");
    String quick = withoutUsage(jstartup.run("jlist").expect(0).stdout());
    assertEquals(quick, withoutUsage(jstartup.run("list", "--json").expect(0).stdout()));
    assertEquals(quick, withoutUsage(jstartup.run("jlist", "--silent").expect(0).stdout()));
    assertEquals(quick, withoutUsage(jstartup.run("ps", "--json").expect(0).stdout()));
  }

  private static String withoutUsage(String json) {
    return json.replaceAll("\"monit\":\\{[^}]*\\}", "");
  }

  @Test
  void underTheTableStandsWhatIsNotSaved() throws Exception {
    startSleeper("one");
    assertTrue(jstartup.run("list").stdout().contains("Nothing is saved yet"));
    jstartup.run("save").expect(0);
    assertTrue(jstartup.run("list").stdout().endsWith("┘\n"));
    startSleeper("two");
    assertTrue(jstartup.run("list").stdout().contains("The saved list differs"));
  }

  @Test
  void allThatIsWrongIsSaidAtOnceAndNothingIsStarted() throws Exception {
    Files.writeString(
        folder.resolve("apps.json"),
        """
        [{"name": "a", "script": "/bin/sleep", "kill_timeoutt": 5},
         {"name": "b", "script": "/no/such/file", "instances": "many"}]
        """);
    Output output = jstartup.run("start", "apps.json").expect(1);
    assertTrue(output.stderr().contains("did you mean 'kill_timeout'?"), output.stderr());
    assertTrue(output.stderr().contains("'instances' must be"), output.stderr());
    assertFalse(output.stderr().contains("\tat "), output.stderr());
    assertTrue(
        output.stderr().lines().allMatch(line -> line.startsWith("jstartup: ")), output.stderr());
    jstartup.run("ping").expect(1);
  }

  @Test
  void aProcessFileStartsItsAppsOrOnlyTheNamedOnes() throws Exception {
    Files.writeString(
        folder.resolve("apps.yml"),
        """
        apps:
          - { name: a, script: /bin/sleep, args: "1000" }
          - { name: b, script: /bin/sleep, args: "1000", instances: 2 }
        """);
    jstartup.run("start", "apps.yml", "--only", "b").expect(0);
    assertEquals(2, jstartup.pids("b").size());
    assertEquals(0, jstartup.pids("a").size());
    jstartup.run("start", "apps.yml").expect(0);
    assertEquals(3, jstartup.list().size());
  }

  @Test
  void resultsAreJsonOnDemand() throws Exception {
    Output started =
        jstartup.run("start", "/bin/sleep", "-n", "one", "--json", "--", "1000").expect(0);
    Map<?, ?> result = (Map<?, ?>) Json.parse(started.stdout());
    assertEquals(true, result.get("ok"));
    assertEquals(1, ((List<?>) result.get("processes")).size());
    Map<?, ?> failed = (Map<?, ?>) Json.parse(jstartup.run("stop", "x", "--json").stdout());
    assertEquals(false, failed.get("ok"));
    assertEquals("1", "" + ((List<?>) failed.get("problems")).size());
  }

  @Test
  void anEmptyListIsSavedByForceOnly() throws Exception {
    startSleeper("one");
    jstartup.run("save").expect(0);
    jstartup.run("delete", "all").expect(0);
    jstartup.run("save").expect(1);
    jstartup.run("kill").expect(0);
    jstartup.run("save").expect(1);
    assertTrue(Files.readString(jstartup.home().resolve("dump.pm2")).contains("\"one\""));
    jstartup.run("save", "--force").expect(0);
    assertEquals("[]", Files.readString(jstartup.home().resolve("dump.pm2")).trim());
  }

  @Test
  void aNameCannotDriveTheTerminal() throws Exception {
    startSleeper("x\u001b[2Jy\u0007");
    String table = jstartup.run("list").expect(0).stdout();
    assertFalse(table.contains("\u001b"), table);
    assertTrue(table.contains("x\\x1b[2Jy\\x07"), table);
  }

  @Test
  void theTableIsAsciiWhereTheLocaleIs() throws Exception {
    jstartup.env.put("LANG", "POSIX");
    String table = jstartup.run("list").expect(0).stdout();
    assertTrue(table.chars().allMatch(c -> c < 0x80), table);
  }

  @Test
  void usageErrorsNameTheNearestWord() throws Exception {
    Output output = jstartup.run("stpo").expect(2);
    assertEquals("", output.stdout());
    assertTrue(
        output.stderr().contains("unknown command 'stpo'; did you mean 'stop'?"), output.stderr());
    String platform = jstartup.run("unstartup", "sistemd").expect(1).stderr();
    assertTrue(platform.contains("unknown platform 'sistemd'"), platform);
    assertTrue(jstartup.run("openrc", "--bogus").expect(2).stderr().contains("--bogus"));
  }

  /** Nothing is done, and no table printed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "reload all --parallel 0",
        "reload all --parallel -3",
        "reload all --parallel x",
        "scale one many",
        "scale one 4.5",
        "logs --lines abc",
        "logs --lines -1",
        "start /bin/sleep -i abc",
        "start /bin/sleep --kill-timeout abc",
        "start /bin/sleep --restart-delay -5",
        "start /bin/sleep --restart-delay=-5",
        "start /bin/sleep --max-memory-restart many",
        "start /bin/sleep --listen-timeout 1e99",
        "restart one --max-restarts x",
        "restart one --min-uptime=-1",
        "sendSignal 999 one"
      })
  void aValueThatIsNoneIsAWrongCommandLine(String line) throws Exception {
    Output output = jstartup.run(line.split(" ")).expect(2);
    assertEquals("", output.stdout());
    assertTrue(output.stderr().contains("--help'"), output.stderr());
    jstartup.run("ping").expect(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void completionScriptsAreWhatTheShellTakes(String shell) throws Exception {
    Path script = folder.resolve("completion");
    Files.writeString(script, jstartup.run("completion", shell).expect(0).stdout());
    jstartup.run(List.of("bash", "-n", script.toString())).expect(0);
    assertFalse(Files.readString(script).toLowerCase(Locale.ROOT).contains("picocli"));
  }

  @Test
  void completionOffersTheAppsThatNeedNoQuoting() throws Exception {
    Path script = folder.resolve("completion");
    Files.writeString(script, jstartup.run("completion", "bash").expect(0).stdout());
    List<Object> apps = new ArrayList<>();
    for (String name : List.of("web", "we b", "we$(touch pwned)", "we'b", "other")) {
      apps.add(Map.of("name", name, "script", "/bin/sleep", "args", "1000"));
    }
    Path file = folder.resolve("apps.json");
    Files.write(file, Json.compact(apps));
    jstartup.run("start", file.toString()).expect(0);
    assertEquals("web\n", completed(script, "stop", "we"));
    assertEquals("other\nweb\n", completed(script, "logs", ""));
    assertEquals("0\n", completed(script, "describe", "0"));
    assertEquals("\n", completed(script, "ping", "we"));
    assertEquals("web\n", completed(script, "stop", "--only", "we"));
    assertFalse(Files.exists(folder.resolve("pwned")));
  }

  private String completed(Path script, String... words) throws Exception {
    String ask =
        ". \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _jstartup_with_apps \"$1\";"
            + " printf '%s\\n' \"${COMPREPLY[@]}\"";
    List<String> command = new ArrayList<>(List.of("bash", "-c", ask, "bash", script.toString()));
    command.add(Jstartup.distribution().resolve("bin/jstartup").toString());
    command.addAll(List.of(words));
    return jstartup.run(command).expect(0).stdout();
  }

  @Test
  void theDemoProvesItsPointAndLeavesNothing() throws Exception {
    jstartup.env.put("TMPDIR", folder.toString());
    Output output = jstartup.run("demo").expect(0);
    assertEquals(
        7, output.stdout().lines().filter(l -> l.startsWith("✓")).count(), output.toString());
    String scratch = output.stdout().replaceAll("(?s)^A scratch home in ([^;]*);.*", "$1");
    assertFalse(Files.exists(Path.of(scratch)), scratch);
  }
}
