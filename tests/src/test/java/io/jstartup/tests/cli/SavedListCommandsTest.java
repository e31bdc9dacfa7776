package io.jstartup.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.json.Json;
import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved, what would be, and what was. */
class SavedListCommandsTest {
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

  private void sleeper(String name, String... options) throws Exception {
    List<String> words = new java.util.ArrayList<>(List.of("start", "/bin/sleep", "-n", name));
    words.addAll(List.of(options));
    words.addAll(List.of("--", "1000"));
    jstartup.run(words.toArray(String[]::new)).expect(0);
  }

  @Test
  void aListOfWhatDoesNotRunOutlivesItsSupervisor() throws Exception {
    sleeper("a");
    jstartup.run("save").expect(0);
    jstartup.run("stop", "a").expect(0);
    for (List<String> command :
        List.of(List.of("list"), List.of("describe", "a"), List.of("save", "--force"))) {
      ProcessHandle supervisor = ProcessHandle.of(jstartup.supervisorPid()).orElseThrow();
      supervisor.destroyForcibly();
      supervisor.onExit().get();
      Output output = jstartup.run(command.toArray(String[]::new)).expect(0);
      assertTrue(output.stdout().contains("stopped") || command.contains("save"), output.all());
    }
    assertEquals(1, jstartup.list().size());
    assertTrue(jstartup.run("save").expect(0).all().contains("1"), "the list is not empty");
    jstartup.run("kill").expect(0);
    assertFalse(jstartup.run("list").expect(0).all().contains("stopped"));
  }

  @Test
  void theDiffTellsWhatASaveWouldChange() throws Exception {
    sleeper("a");
    sleeper("b");
    jstartup.run("save").expect(0);
    assertEquals("the saved list is this one\n", jstartup.run("save", "--diff").expect(0).stdout());
    jstartup.run("delete", "a").expect(0);
    jstartup.run("stop", "b").expect(0);
    sleeper("c");
    String diff = jstartup.run("save", "--diff").expect(1).stdout();
    assertTrue(diff.contains("+ c\n- a\n~ b\n"), diff);
    assertTrue(diff.contains("    status: \"online\" -> \"stopped\"\n"), diff);
    Map<?, ?> json =
        (Map<?, ?>) Json.parse(jstartup.run("save", "--diff", "--json").expect(1).stdout());
    assertEquals(false, json.get("same"));
    jstartup.run("save").expect(0);
    jstartup.run("save", "--diff").expect(0);
    jstartup.run("kill").expect(0);
    assertTrue(jstartup.run("save", "--diff").expect(1).stdout().contains("- b\n- c\n"));
  }

  @Test
  void anOlderListIsBroughtBackByItsNumber() throws Exception {
    sleeper("old");
    jstartup.run("save").expect(0);
    jstartup.run("delete", "all").expect(0);
    sleeper("new");
    jstartup.run("save").expect(0);
    jstartup.run("kill").expect(0);
    Output unknown = jstartup.run("resurrect", "--from", "77").expect(1);
    assertTrue(unknown.stderr().contains("\n  2  dump.pm2."), unknown.stderr());
    jstartup.run("ping").expect(1);
    jstartup.run("resurrect", "--from", "1").expect(0);
    assertTrue(jstartup.pids("old").get(0) > 0);
    assertTrue(Files.readString(jstartup.home().resolve("dump.pm2")).contains("\"new\""));
  }

  @Test
  void settingsAreKeptAndHoldAtOnce() throws Exception {
    String all =
        """
        autodump = false
        logs:max_size = 10M
        logs:retain = 10
        logs:compress = false
        logs:dateFormat = YYYY-MM-DD_HH-mm-ss
        logs:rotateInterval = off
        logs:workerInterval = 20
        logs:rotateModule = true
        """;
    assertEquals(all, jstartup.run("conf").expect(0).stdout());
    sleeper("a");
    jstartup.run("set", "pm2:autodump", "true").expect(0);
    assertEquals("true\n", jstartup.run("get", "autodump").expect(0).stdout());
    Path dump = jstartup.home().resolve("dump.pm2");
    Await.until("the save", Duration.ofSeconds(60), () -> Files.exists(dump));
    assertTrue(Files.readString(dump).contains("\"a\""));
    jstartup.run("unset", "autodump").expect(0);
    assertEquals("false\n", jstartup.run("get", "autodump").stdout());
    assertTrue(jstartup.run("set", "autodmp", "1").expect(1).stderr().contains("mean 'autodump'"));
    assertFalse(jstartup.run("set", "autodump", "perhaps").expect(1).stderr().isEmpty());
  }
}
