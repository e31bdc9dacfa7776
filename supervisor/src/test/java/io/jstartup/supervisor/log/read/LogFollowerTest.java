package io.jstartup.supervisor.log.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a follower passes on is what was written, whatever becomes of the file. */
class LogFollowerTest {
  private static final String BLOCK = "0123456789abcde\n".repeat(Cutter.BLOCK / 16);

  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void name() {
    log = folder.resolve("app-out.log");
  }

  private void write(String text) throws Exception {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private Followed follow(long lines) throws Exception {
    return new Followed(lines, Followed.source(log)).awaitLive();
  }

  @Test
  void theLastLinesComeFirstThenNewOnes() throws Exception {
    write("1\n2\n3\n4\n");
    try (Followed followed = follow(2)) {
      write("5\n");
      followed.awaitText("3\n4\n5\n");
    }
  }

  @Test
  void aFileThatIsNotThereYetIsReadFromItsBeginning() throws Exception {
    try (Followed followed = follow(15)) {
      write("1\n");
      followed.awaitText("1\n");
    }
  }

  @Test
  void theBeginningOfALineIsShownAfterAWhile() throws Exception {
    write("1\nPassw");
    try (Followed followed = follow(1)) {
      followed.awaitText("Passw");
      write("ord: ");
      followed.awaitText("Password: ");
      write("\n");
      followed.awaitText("Password: \n");
    }
  }

  @Test
  void aFileThatWasEmptiedIsReadFromItsBeginning() throws Exception {
    write(BLOCK);
    try (Followed followed = follow(0)) {
      Cutter.empty(log);
      write("after\n");
      followed.awaitText("after\n");
    }
  }

  @Test
  void aFileThatWasRenamedIsReadToItsEndAndTheNewOneFromItsBeginning() throws Exception {
    write("1\n");
    try (Followed followed = follow(1);
        OutputStream writer = Files.newOutputStream(log, StandardOpenOption.APPEND)) {
      Files.move(log, folder.resolve("app-out.log.1"));
      writer.write("2\n".getBytes(StandardCharsets.UTF_8));
      followed.awaitText("1\n2\n");
      write("3\n");
      followed.awaitText("1\n2\n3\n");
      writer.write("late\n".getBytes(StandardCharsets.UTF_8));
      followed.await(() -> followed.text().equals("1\n2\n3\nlate\n"));
    }
  }

  @Test
  void theLastLinesAreFoundInTheArchivesToo() throws Exception {
    assumeTrue(Cutter.canCollapse(folder));
    write(BLOCK + "begin");
    Cutter cutter = new Cutter(log);
    write(" and end\n" + BLOCK);
    cutter.collapse();
    pack(cutter.archive());
    write("new\n");
    try (Followed followed = follow(3)) {
      String all = BLOCK + "begin and end\n" + BLOCK + "new\n";
      String[] lines = all.split("(?<=\n)");
      followed.awaitText(
          String.join("", Arrays.copyOfRange(lines, lines.length - 3, lines.length)));
    }
  }

  private static void pack(Path archive) throws Exception {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(archive + ".gz")))) {
      Files.copy(archive, out);
    }
    Files.delete(archive);
  }

  @Test
  void whoIsBehindReadsWhatWasCutOffFromTheArchive() throws Exception {
    write(BLOCK);
    try (OpenLog open = OpenLog.open(log, new RotationNotes(Cutter.notes(folder))).orElseThrow()) {
      Cutter cutter = new Cutter(log);
      cutter.truncate();
      write("second\n" + BLOCK);
      cutter.truncate();
      pack(cutter.archive());
      write("third\n");
      assertEquals(BLOCK + "second\n" + BLOCK + "third\n", rest(new LineReader(open, 0)));
      assertEquals(0, open.takeLost());
    }
  }

  @Test
  void whatIsGoneIsCounted() throws Exception {
    write(BLOCK);
    try (OpenLog open = OpenLog.open(log, new RotationNotes(Cutter.notes(folder))).orElseThrow()) {
      Cutter cutter = new Cutter(log);
      cutter.truncate();
      Files.delete(cutter.archive());
      write("new\n");
      assertEquals("new\n", rest(new LineReader(open, 100)));
      assertEquals(BLOCK.length() - 100, open.takeLost());
    }
  }

  private static String rest(LineReader reader) throws Exception {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    while (reader.fill() > 0) {
      while (reader.next()) {
        reader.pass(
            null,
            (source, bytes, from, to, ended) -> {
              text.write(bytes, from, to - from);
              text.write('\n');
            });
      }
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  /** The test's own cutter stands for a supervisor that was killed between its two steps. */
  @Test
  void aCutThatNobodyFinishesIsJudgedByTheFile() throws Exception {
    write(BLOCK + "rest\n");
    try (Followed followed = follow(1)) {
      Cutter cutter = new Cutter(log);
      cutter.ready(false);
      write("next\n");
      followed.awaitText("rest\nnext\n");
    }
  }

  @Test
  void nothingIsLostOrComesTwiceWhileAWriterAtFullSpeedIsCut() throws Exception {
    assumeTrue(Cutter.canCollapse(folder));
    int count = 300_000;
    int length = "line 00000000\n".length();
    Files.createFile(log);
    ProcessBuilder seq = new ProcessBuilder("seq", "-f", "line %08.0f", "1", "" + count);
    seq.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Cutter cutter = new Cutter(log);
    try (Followed followed = follow(0)) {
      Process writer = seq.start();
      int cuts = 0;
      while (writer.isAlive() || cuts < 10) {
        cutter.collapse();
        cuts++;
      }
      followed.await(() -> followed.size() >= count * length);
      byte[] seen = followed.bytes();
      assertEquals(count * length, seen.length);
      for (int i = 0; i < count; i++) {
        String line = new String(seen, i * length, length, StandardCharsets.US_ASCII);
        assertEquals(i + 1, Integer.parseInt(line.substring(5, 13)), line);
      }
      assertEquals(0, followed.lost());
    }
  }

  @Test
  void aLongLineComesInPartsOfWholeCharacters() throws Exception {
    String line = "é".repeat(LineReader.LONGEST);
    write("x" + line + "\n");
    try (OpenLog open = OpenLog.open(log, new RotationNotes(Cutter.notes(folder))).orElseThrow()) {
      LineReader reader = new LineReader(open, 0);
      StringBuilder joined = new StringBuilder();
      int[] parts = {0};
      while (reader.fill() > 0) {
        while (reader.next()) {
          reader.pass(
              null,
              (source, bytes, from, to, ended) -> {
                joined.append(new String(bytes, from, to - from, StandardCharsets.UTF_8));
                parts[0]++;
                assertTrue(to - from <= 2 * LineReader.LONGEST);
              });
        }
      }
      assertEquals("x" + line, joined.toString());
      assertTrue(parts[0] > 1);
    }
  }

  @Test
  void anAppThatAppearsIsReadFromWhereItsFileWas() throws Exception {
    Path other = folder.resolve("other-out.log");
    Files.writeString(other, "old\n");
    try (Followed followed = follow(1)) {
      Files.writeString(other, "new\n", StandardOpenOption.APPEND);
      LogSource late = new LogSource(other, 1, "other", false);
      followed.sources = List.of(Followed.source(log), late);
      followed.awaitText("new\n");
      followed.sources = List.of(Followed.source(log));
      Files.writeString(other, "last\n", StandardOpenOption.APPEND);
      followed.awaitText("new\nlast\n");
    }
  }

  @Test
  void linesWithTimesAreMergedOthersComeAFileAfterTheOther() throws Exception {
    Path other = folder.resolve("other-out.log");
    Files.writeString(log, "2026-11-21T10:00:00: a\n at x\n2026-11-21T10:00:02: c\n");
    Files.writeString(other, "[2026-11-21 10:00:01.5] b\n");
    try (Followed followed =
        new Followed(9, Followed.source(log), new LogSource(other, 1, "other", false))
            .awaitLive()) {
      assertEquals(
          "2026-11-21T10:00:00: a\n at x\n[2026-11-21 10:00:01.5] b\n2026-11-21T10:00:02: c\n",
          followed.text());
    }
    Files.writeString(other, "b\n", StandardOpenOption.TRUNCATE_EXISTING);
    Files.setLastModifiedTime(other, java.nio.file.attribute.FileTime.fromMillis(1000));
    try (Followed followed =
        new Followed(1, Followed.source(log), new LogSource(other, 1, "other", false))
            .awaitLive()) {
      assertEquals("b\n2026-11-21T10:00:02: c\n", followed.text());
    }
  }

  @Test
  void whatIsNoFileIsNotWaitedFor() throws Exception {
    new ProcessBuilder("mkfifo", log.toString()).start().waitFor();
    try (Followed followed = follow(5)) {
      Files.move(log, folder.resolve("fifo"), StandardCopyOption.ATOMIC_MOVE);
      write("file\n");
      followed.awaitText("file\n");
    }
  }
}
