package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.json.Json;
import io.jstartup.model.AppSpec;
import io.jstartup.model.LogFiles;
import io.jstartup.model.LogPolicy;
import io.jstartup.model.LogRotation;
import io.jstartup.model.LogType;
import io.jstartup.supervisor.client.SupervisorClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logs with dates, in JSON, and for both streams, which the supervisor writes. */
class FormattedLogsTest extends WithDaemon {
  private static final Pattern DATED =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d: (.*)");

  private Path out;
  private Path error;
  private Path both;

  @BeforeEach
  void nameLogs() {
    out = folder.resolve("l/o.log");
    error = folder.resolve("l/e.log");
    both = folder.resolve("l/both.log");
  }

  private static LogPolicy dated() {
    return new LogPolicy(false, LogType.RAW, LogPolicy.TIME_FORMAT, LogRotation.USUAL);
  }

  private static LogPolicy json() {
    return new LogPolicy(false, LogType.JSON, "", LogRotation.USUAL);
  }

  private AppSpec app(String script, LogPolicy policy) {
    return once(daemon.shell("web", script))
        .withFiles(
            new LogFiles(out.toString(), error.toString(), both.toString(), true, policy), "");
  }

  private static AppSpec once(AppSpec app) {
    return TestDaemon.with(app, TestDaemon.onceOnly());
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file)
        ? List.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1))
        : List.of("");
  }

  /** The lines without their dates; each must have one, and an end. */
  private static List<String> undated(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    List<String> all = lines(file);
    assertEquals("", all.get(all.size() - 1), "the last line has no end");
    for (String line : all.subList(0, all.size() - 1)) {
      Matcher dated = DATED.matcher(line);
      assertTrue(dated.matches(), line);
      lines.add(dated.group(1));
    }
    return lines;
  }

  private static int lineCount(Path file) throws IOException {
    return lines(file).size() - 1;
  }

  private Path spools() {
    return daemon.home.spools();
  }

  @Test
  void putsTheDateBeforeLinesAndBothStreamsIntoTheCombinedLog() throws Exception {
    daemon.start(app("echo one; echo two >&2; printf three", dated()));
    Await.until("all is written", () -> lineCount(both) == 3);
    assertEquals(List.of("one", "three"), undated(out));
    assertEquals(List.of("two"), undated(error));
    List<String> all = new ArrayList<>(undated(both));
    all.sort(null);
    assertEquals(List.of("one", "three", "two"), all);
  }

  @Test
  void writesRawLinesToTheCombinedLogToo() throws Exception {
    daemon.start(app("printf 'a\\0b\\377\\nc'; echo d >&2", LogPolicy.DEFAULT));
    Await.until("all is written", () -> lineCount(both) == 3);
    assertEquals("a\0b\u00ff\nc\n", Files.readString(out, StandardCharsets.ISO_8859_1));
    assertEquals("d\n", Files.readString(error));
  }

  @Test
  void writesJson() throws Exception {
    daemon.start(app("echo 'a \"b\"'; echo c >&2", json()));
    Await.until("all is written", () -> lineCount(both) == 2);
    Map<?, ?> line = (Map<?, ?>) Json.parse(lines(out).get(0));
    assertEquals("a \"b\"", line.get("message"));
    assertEquals("out", line.get("type"));
    assertEquals(0L, line.get("process_id"));
    assertEquals("web", line.get("app_name"));
    String time = (String) line.get("timestamp");
    assertTrue(time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"), time);
    assertEquals("err", ((Map<?, ?>) Json.parse(lines(error).get(0))).get("type"));
  }

  @Test
  void neverTearsLinesOfStreamsThatShareALog() throws Exception {
    AppSpec app =
        once(daemon.shell("web", "seq -f o%.0f 1 200000 & seq -f e%.0f 1 200000 >&2; wait"))
            .withFiles(
                new LogFiles(out.toString(), out.toString(), out.toString(), true, dated()), "");
    daemon.start(app);
    Await.until("all is written", () -> Files.exists(out) && lineCount(out) == 400_000);
    int[] next = {1, 1};
    for (String line : undated(out)) {
      int stream = line.charAt(0) == 'o' ? 0 : 1;
      assertEquals(next[stream]++, Integer.parseInt(line.substring(1)));
    }
  }

  @Test
  void losesAndRepeatsNothingWhenTheSupervisorIsReplaced() throws Exception {
    daemon.start(app(numbersUntilStopped(), dated()));
    Await.until("some is written", () -> lineCount(out) > 1000);
    for (int i = 0; i < 3; i++) {
      daemon.client.update(TestDaemon.program(), "");
    }
    for (Path file : List.of(out, error)) {
      int next = 1;
      for (String line : untilTheEnd(file)) {
        assertEquals(next++, Integer.parseInt(line), file.toString());
      }
      assertTrue(next > 1000);
    }
  }

  @Test
  void losesNothingWhenTheSupervisorIsKilled() throws Exception {
    daemon.start(app(numbersUntilStopped(), dated()));
    for (int i = 0; i < 4; i++) {
      int before = lineCount(out);
      Await.until("more is written", () -> lineCount(out) > before + 1000);
      daemon.kill9();
      daemon.launch();
    }
    for (Path file : List.of(out, error)) {
      int most = 0;
      for (String line : untilTheEnd(file)) {
        int number = Integer.parseInt(line);
        assertTrue(number <= most + 1, "line " + (most + 1) + " is missing");
        most = Math.max(most, number);
      }
      assertTrue(most > 4000);
    }
  }

  /** On both streams, not faster than about 50,000 a second; then {@code end}. */
  private String numbersUntilStopped() {
    return "i=1; while [ ! -e '"
        + folder.resolve("stop")
        + "' ]; do seq $i $((i + 999)); seq $i $((i + 999)) >&2; i=$((i + 1000)); sleep 0.01; done;"
        + " echo end; echo end >&2";
  }

  private List<String> untilTheEnd(Path file) throws Exception {
    Files.write(folder.resolve("stop"), new byte[0]);
    Await.until("all is written", () -> tail(file).endsWith(": end\n"));
    List<String> lines = undated(file);
    return lines.subList(0, lines.indexOf("end"));
  }

  private static String tail(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    return text.substring(Math.max(0, text.length() - 100));
  }

  @Test
  void finishesWhatAnAppWroteThatEndedWhileNobodyWatched() throws Exception {
    Path go = folder.resolve("go");
    daemon.start(
        app("echo early; while [ ! -e " + go + " ]; do sleep 0.02; done; printf late", dated()));
    Await.until("it runs", () -> lineCount(out) == 1);
    int app = daemon.row("web").pid();
    daemon.kill9();
    Files.createFile(go);
    Await.until("it ended", () -> !TestDaemon.alive(app));
    daemon.launch();
    daemon.client.restart(List.of("web"), Map.of(), SupervisorClient.QUIET);
    Await.until("all is written", () -> undated(out).containsAll(List.of("early", "late")));
  }

  @Test
  void sleepsWhileNothingIsWritten() throws Exception {
    Path go = folder.resolve("go");
    daemon.start(
        app("echo a; while [ ! -e " + go + " ]; do sleep 0.1; done; echo b; sleep 1000", dated()));
    Await.until("it is written", () -> lineCount(out) == 1);
    Await.until("the writer sleeps", () -> switches() == switchesALittleLater());
    Files.createFile(go);
    Await.until("it is woken", () -> lineCount(out) == 2);
  }

  private int switchesALittleLater() throws Exception {
    Thread.sleep(700); // long enough for several rounds of one that doesn't sleep
    return switches();
  }

  /** How often the thread that writes logs went to sleep. */
  private int switches() throws IOException {
    try (var tasks = Files.list(Path.of("/proc/" + daemon.pid() + "/task"))) {
      for (Path task : tasks.toList()) {
        if (Files.readString(task.resolve("comm")).equals("logs\n")) {
          String status = Files.readString(task.resolve("status"));
          return Integer.parseInt(
              status.replaceAll("(?s).*\nvoluntary_ctxt_switches:\\s+", "").split("\n")[0]);
        }
      }
    }
    throw new IOException("there is no such thread");
  }

  @Test
  void removesTheSpoolsOfADeletedApp() throws Exception {
    daemon.start(app("echo one; exec sleep 1000", dated()));
    Await.until("it is written", () -> lineCount(out) == 1);
    assertTrue(files(spools()) > 0);
    daemon.client.delete(List.of("web"), SupervisorClient.QUIET);
    Await.until("the spools are gone", () -> files(spools()) == 0);
    assertEquals(List.of("one"), undated(out));
  }

  private static long files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }

  @Test
  void givesTheSpoolsRoomBack() throws Exception {
    daemon.start(app("seq 1 2000000; exec sleep 1000", dated()));
    Await.until("it is written", () -> Files.exists(out) && tail(out).endsWith(": 2000000\n"));
    Path spool;
    try (var found = Files.list(spools())) {
      spool = found.filter(it -> it.toString().endsWith("-out")).findFirst().orElseThrow();
    }
    assertTrue(Files.size(spool) > 14_000_000);
    Await.until("its room is given back", () -> kilobytes(spool) < 200);
  }

  private static int kilobytes(Path file) throws Exception {
    Process du = new ProcessBuilder("du", "-k", file.toString()).start();
    return Integer.parseInt(
        new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\\s+")[0]);
  }

  @Test
  void throwsDisabledLogsAway() throws Exception {
    LogPolicy disabled = new LogPolicy(true, LogType.JSON, "YYYY", LogRotation.USUAL);
    daemon.start(app("exec sleep 1000", disabled));
    for (String fd : List.of("1", "2")) {
      Path open = Path.of("/proc/" + daemon.row("web").pid() + "/fd/" + fd);
      assertEquals(Path.of("/dev/null"), Files.readSymbolicLink(open));
    }
    assertFalse(Files.exists(out));
  }

  @Test
  void saysWhyALogCannotBeWrittenAndStartsNothing() throws Exception {
    Files.createDirectories(out);
    daemon.start(app("sleep 1000", dated()));
    Await.until("it is errored", () -> daemon.row("web").status().equals("errored"));
    String reason = daemon.row("web").reason();
    assertTrue(reason.contains("'" + out + "'") && reason.contains("is a folder"), reason);
  }

  @Test
  void makesMissingFoldersAgainWhenTheyAreRemoved() throws Exception {
    daemon.start(app("while :; do echo x; sleep 0.05; done", dated()));
    Await.until("it is written", () -> lineCount(out) > 0);
    atOnce(
        () -> {
          for (Path file : List.of(out, error, both)) {
            Files.deleteIfExists(file);
          }
          Files.deleteIfExists(out.getParent());
        });
    Await.until("it is written again", () -> lineCount(out) > 0);
  }
}
