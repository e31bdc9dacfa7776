package io.jstartup.supervisor.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Launch;
import io.jstartup.model.LogFiles;
import io.jstartup.model.LogPolicy;
import io.jstartup.model.LogRotation;
import io.jstartup.model.LogType;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.WatchPolicy;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.ready.ReadyPolicy;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.supervisor.Await;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written to spools comes into logs. The test is the app. */
class OutputsTest {
  private static final LogPolicy HOURS =
      new LogPolicy(false, LogType.RAW, "[at]", LogRotation.USUAL);

  @TempDir Path folder;
  private final Queue<String> events = new ConcurrentLinkedQueue<>();
  private final List<Outputs> all = new ArrayList<>();
  private final String id = UUID.randomUUID().toString();
  private volatile String fault = "";

  @AfterEach
  void finish() {
    all.forEach(Outputs::resume);
    all.forEach(outputs -> outputs.finish(Duration.ofSeconds(5)));
  }

  /** Opening a log fails with the {@link #fault}, when there is one. */
  private OperatingSystem faulty() {
    OperatingSystem real = OperatingSystems.current();
    return (OperatingSystem)
        Proxy.newProxyInstance(
            OperatingSystem.class.getClassLoader(),
            new Class<?>[] {OperatingSystem.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("openLog") && !fault.isEmpty()) {
                throw new IOException(fault);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Outputs outputs() {
    Outputs outputs = new Outputs(new HomeLayout(folder), faulty(), events::add);
    all.add(outputs);
    return outputs;
  }

  private static AppSpec app(LogFiles logs) {
    Launch launch = new Launch("/bin/true", List.of(), "none", List.of(), "/", Map.of());
    return new AppSpec(
        "web",
        "default",
        launch,
        1,
        AppSpec.DEFAULT_INSTANCE_VAR,
        "",
        false,
        true,
        StopPolicy.DEFAULT,
        RestartPolicy.DEFAULT,
        logs,
        "",
        AppSpec.DEFAULT_LISTEN_TIMEOUT,
        ReadyPolicy.AT_ONCE,
        Execution.INHERITED,
        WatchPolicy.OFF,
        Map.of());
  }

  private Path log(String name) {
    return folder.resolve("l").resolve(name);
  }

  private LogFiles files(LogPolicy policy) {
    return new LogFiles(
        log("out").toString(), log("err").toString(), log("all").toString(), true, policy);
  }

  private static void write(String file, String text) throws IOException {
    Files.writeString(
        Path.of(file),
        text,
        StandardCharsets.ISO_8859_1,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private String read(String log) throws IOException {
    Path file = log(log);
    return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
  }

  private void awaitLog(String log, String text) throws Exception {
    Await.until(log + " is " + text, () -> read(log).equals(text));
  }

  @Test
  void waitsForTheEndOfALineOrOfTheProcess() throws Exception {
    Outputs outputs = outputs();
    Sinks sinks = outputs.prepare(app(files(HOURS)), id, 0);
    write(sinks.out(), "a\nb");
    write(sinks.error(), "c\n");
    awaitLog("err", "at: c\n");
    awaitLog("out", "at: a\n");
    write(sinks.out(), "b\nd");
    awaitLog("out", "at: a\nat: bb\n");
    outputs.endLines(id);
    awaitLog("out", "at: a\nat: bb\nat: d\n");
    write(sinks.out(), "e\n");
    awaitLog("out", "at: a\nat: bb\nat: d\nat: e\n");
  }

  @Test
  void writesALineThatIsTooLongInPieces() throws Exception {
    Path expected = folder.resolve("expected");
    Sinks sinks = outputs().prepare(app(files(HOURS)), id, 0);
    write(expected.toString(), "at: ");
    String piece = "x".repeat(1 << 20);
    for (int i = 0; i < 100; i++) {
      write(expected.toString(), piece);
      write(sinks.out(), piece);
    }
    write(expected.toString(), "\nat: y\n");
    write(sinks.out(), "\ny\n");
    Await.until(
        "it is written",
        () -> Files.exists(log("out")) && Files.size(log("out")) == Files.size(expected));
    assertEquals(-1, Files.mismatch(expected, log("out")));
  }

  @Test
  void keepsOthersOutOfALineInPieces() throws Exception {
    Outputs outputs = outputs();
    Sinks sinks = outputs.prepare(app(files(HOURS)), id, 0);
    String line = "x".repeat(Buffers.CHUNK + 1000);
    write(sinks.out(), line);
    Await.until("it is begun", () -> read("all").length() > 1000);
    write(sinks.error(), "e\n");
    write(sinks.out(), "z\n");
    awaitLog("all", "at: " + line + "z\nat: e\n");
  }

  @Test
  void endsALineInPiecesThatPausesWhenOthersWantToWrite() throws Exception {
    Outputs outputs = outputs();
    Sinks sinks = outputs.prepare(app(files(HOURS)), id, 0);
    String piece = "x".repeat(Buffers.CHUNK);
    write(sinks.out(), piece);
    Await.until("it is begun", () -> read("all").length() > 1000);
    write(sinks.error(), "e\n");
    awaitLog("all", "at: " + piece + "\nat: e\n");
    write(sinks.out(), "rest\n");
    awaitLog("all", "at: " + piece + "\nat: e\nat: rest\n");
  }

  @Test
  void cutsALongLineInJson() throws Exception {
    LogPolicy json = new LogPolicy(false, LogType.JSON, "", LogRotation.USUAL);
    Sinks sinks = outputs().prepare(app(files(json)), id, 0);
    write(sinks.out(), "\u0001".repeat(Buffers.CHUNK) + "y\n");
    Await.until("it is written", () -> read("out").lines().count() == 2);
    assertTrue(read("out").contains("{\"message\":\"y\","));
  }

  @Test
  void passesBinaryOutputOn() throws Exception {
    byte[] bytes = new byte[1 << 20];
    new Random(7).nextBytes(bytes);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Outputs outputs = outputs();
    Sinks sinks = outputs.prepare(app(files(LogPolicy.DEFAULT)), id, 0);
    write(sinks.out(), text);
    outputs.endLines(id);
    String end = text.endsWith("\n") ? "" : "\n";
    Await.until("it is written", () -> read("all").length() == text.length() + end.length());
    assertEquals(text + end, read("out"));
  }

  @Test
  void waitsForAFullDiskAndGoesOn() throws Exception {
    Outputs outputs = outputs();
    Sinks sinks = outputs.prepare(app(files(HOURS)), id, 0);
    fault = "no space left on device";
    write(sinks.out(), "a\n".repeat(1_000_000));
    Await.until("it is said", () -> events.toString().contains("no space left"));
    write(sinks.out(), "b\n");
    fault = "";
    Await.until("all is there", () -> read("out").endsWith("at: b\n"));
    assertEquals("at: a\n".repeat(1_000_000) + "at: b\n", read("out"));
    assertEquals(read("out"), read("all"));
    Await.until("that is said", () -> events.toString().contains("can be written again"));
    assertEquals(Set.copyOf(events).size(), events.size(), "said once: " + events);
  }

  @Test
  void goesOnWhereItStopped() throws Exception {
    Outputs first = outputs();
    Sinks sinks = first.prepare(app(files(HOURS)), id, 0);
    write(sinks.out(), "a\n");
    awaitLog("out", "at: a\n");
    first.pause();
    write(sinks.out(), "b\n");
    Outputs second = outputs();
    second.takeUp(Set.of(id));
    awaitLog("out", "at: a\nat: b\n");
    assertEquals(sinks, second.prepare(app(files(HOURS)), id, 0));
    write(sinks.out(), "c\n");
    awaitLog("out", "at: a\nat: b\nat: c\n");
  }

  @Test
  void finishesWhatNobodyKnowsAnyMore() throws Exception {
    Outputs first = outputs();
    Sinks sinks = first.prepare(app(files(HOURS)), id, 0);
    first.pause();
    write(sinks.out(), "a\nb");
    outputs().takeUp(Set.of());
    awaitLog("out", "at: a\nat: b\n");
    Await.until("the spools are gone", () -> !Files.exists(Path.of(sinks.out())));
    assertFalse(Files.exists(folder.resolve("logs/.spool/" + id + ".json")));
  }

  @Test
  void takesTheHalfOfALineBackThatAKilledOneLeft() throws Exception {
    Outputs first = outputs();
    Sinks sinks = first.prepare(app(files(HOURS)), id, 0);
    write(sinks.out(), "a\n");
    awaitLog("all", "at: a\n");
    first.pause();
    write(sinks.out(), "bcd\n");
    Files.writeString(Path.of(sinks.out() + ".at"), "00000000000000000002 -w");
    write(log("out").toString(), "at: bc");
    write(log("all").toString(), "a");
    outputs().takeUp(Set.of(id));
    awaitLog("out", "at: a\nat: bcd\n");
    awaitLog("all", "at: a\nat: bcd\n");
  }

  @Test
  void endsALineOfALogThatAnotherLeft() throws Exception {
    Files.createDirectories(log("out").getParent());
    write(log("out").toString(), "of before");
    Sinks sinks = outputs().prepare(app(files(HOURS)), id, 0);
    write(sinks.out(), "a\n");
    awaitLog("out", "of before\nat: a\n");
  }

  @Test
  void leavesNothingBehindWhenAllIsWritten() throws Exception {
    Outputs outputs = outputs();
    write(outputs.prepare(app(files(HOURS)), id, 0).out(), "a\nb");
    outputs.finish(Duration.ofSeconds(5));
    assertEquals("at: a\nat: b\n", read("out"));
    try (var left = Files.list(folder.resolve("logs/.spool"))) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void leavesWhatCannotBeWrittenToASuccessor() throws Exception {
    Outputs outputs = outputs();
    Sinks sinks = outputs.prepare(app(files(HOURS)), id, 0);
    fault = "no space left on device";
    write(sinks.out(), "a\n");
    outputs.finish(Duration.ofSeconds(1));
    assertEquals("", read("out"));
    fault = "";
    outputs().takeUp(Set.of());
    awaitLog("out", "at: a\n");
  }

  @Test
  void opensLogsAnewWhenAsked() throws Exception {
    Outputs outputs = outputs();
    Sinks sinks = outputs.prepare(app(files(HOURS)), id, 0);
    write(sinks.out(), "a\n");
    awaitLog("all", "at: a\n");
    outputs.between(
        log("out"), () -> assertTrue(log("out").toFile().renameTo(log("old").toFile()), "renamed"));
    write(sinks.out(), "b\n");
    awaitLog("out", "at: b\n");
    assertEquals("at: a\n", read("old"));
  }

  @Test
  void standsStillWhilePaused() throws Exception {
    Outputs outputs = outputs();
    Sinks sinks = outputs.prepare(app(files(HOURS)), id, 0);
    outputs.pause();
    write(sinks.out(), "a\n");
    write(sinks.out(), "b\n");
    assertEquals("", read("out"));
    outputs.resume();
    awaitLog("out", "at: a\nat: b\n");
  }

  @Test
  void startsANewSpoolAfterADeletionThatWasNotDoneYet() throws Exception {
    Outputs outputs = outputs();
    Sinks sinks = outputs.prepare(app(files(HOURS)), id, 0);
    write(sinks.out(), "a\n");
    outputs.leave(id);
    outputs.prepare(app(files(HOURS)), id, 0);
    write(sinks.out(), "b\n");
    awaitLog("out", "at: a\nat: b\n");
  }

  @Test
  void refusesAPipeForALog() throws Exception {
    Path pipe = folder.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    LogFiles logs = new LogFiles(pipe.toString(), "/dev/null", "", true, HOURS);
    assertThrows(IOException.class, () -> outputs().prepare(app(logs), id, 0));
  }

  @Test
  void hasNoSpoolForWhatIsThrownAway() throws Exception {
    Outputs outputs = outputs();
    LogFiles onlyErrors = new LogFiles("/dev/null", log("err").toString(), "", true, HOURS);
    assertEquals("/dev/null", outputs.prepare(app(onlyErrors), id, 0).out());
    LogFiles onlyBoth =
        new LogFiles("/dev/null", "/dev/null", log("all").toString(), true, LogPolicy.DEFAULT);
    Sinks direct = outputs.prepare(app(onlyBoth), id, 0);
    assertEquals(new Sinks(log("all").toString(), log("all").toString(), true), direct);
  }
}
