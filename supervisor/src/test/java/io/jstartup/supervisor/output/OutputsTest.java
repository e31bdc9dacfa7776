package io.jstartup.supervisor.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.LogFiles;
import io.jstartup.model.LogPolicy;
import io.jstartup.model.LogRotation;
import io.jstartup.model.LogType;
import io.jstartup.supervisor.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written to spools comes into logs. */
class OutputsTest extends SpoolingApp {
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
  void endsALineOfALogThatAnotherLeft() throws Exception {
    Files.createDirectories(log("out").getParent());
    write(log("out").toString(), "of before");
    Sinks sinks = outputs().prepare(app(files(HOURS)), id, 0);
    write(sinks.out(), "a\n");
    awaitLog("out", "of before\nat: a\n");
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
  void refusesAPipeForALog() throws Exception {
    Path pipe = folder.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    LogFiles logs = new LogFiles(pipe.toString(), "/dev/null", "", true, HOURS);
    assertThrows(IOException.class, () -> outputs().prepare(app(logs), id, 0));
  }
}
