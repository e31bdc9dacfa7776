package io.jstartup.supervisor.log.rotate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Another process that appends the numbers from 1 on to a file, as fast as it can, until it is told to stop; and what it wrote. */
public final class NumberedLines implements AutoCloseable {
  private static final String FAST =
      "i=1; until [ -e \"$1\" ]; do seq -f %.0f $i $((i+9999)); i=$((i+10000)); done >> \"$2\"";
  private static final String SLOW =
      "i=1; until [ -e \"$1\" ]; do seq -f %.0f $i $((i+999)); i=$((i+1000)); sleep 0.01; done >> \"$2\"";

  private final Path stop;
  private final Process process;

  private NumberedLines(Path log, String script) throws IOException {
    this.stop = log.resolveSibling(log.getFileName() + ".stop");
    this.process =
        new ProcessBuilder("/bin/sh", "-c", script, "sh", stop.toString(), log.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
  }

  static NumberedLines fast(Path log) throws IOException {
    return new NumberedLines(log, FAST);
  }

  static NumberedLines slow(Path log) throws IOException {
    return new NumberedLines(log, SLOW);
  }

  /** Stops it after what it is writing. */
  void finish() throws Exception {
    Files.writeString(stop, "");
    assertEquals(0, process.waitFor());
  }

  /** It writes nothing from now on, until {@link #goOn}. */
  void pause() {
    signal("-STOP", process.toHandle());
    process.descendants().forEach(each -> signal("-STOP", each));
  }

  void goOn() {
    process.descendants().forEach(each -> signal("-CONT", each));
    signal("-CONT", process.toHandle());
  }

  /** One that has ended by now needs none. */
  private static void signal(String signal, ProcessHandle to) {
    try {
      new ProcessBuilder("kill", signal, "" + to.pid())
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** The last number; fails unless the archives and the log, one behind the other, are the numbers from 1 on, each once. */
  public static long lastIn(Path log, String dateFormat) throws IOException {
    List<Path> files = new ArrayList<>();
    Archives.of(log, dateFormat).forEach(archive -> files.add(archive.file()));
    files.add(log);
    return lastIn(files);
  }

  /** The same of these files. */
  public static long lastIn(List<Path> files) throws IOException {
    List<InputStream> parts = new ArrayList<>();
    for (Path file : files) {
      InputStream plain = Files.newInputStream(file);
      parts.add(file.toString().endsWith(".gz") ? new GZIPInputStream(plain) : plain);
    }
    parts.add(new ByteArrayInputStream(new byte[0]));
    try (InputStream all = new SequenceInputStream(Collections.enumeration(parts))) {
      return check(all);
    }
  }

  private static long check(InputStream all) throws IOException {
    byte[] chunk = new byte[1 << 20];
    byte[] line = "1\n".getBytes(StandardCharsets.US_ASCII);
    long number = 1;
    int at = 0;
    for (int size = all.read(chunk); size > 0; size = all.read(chunk)) {
      for (int i = 0; i < size; i++) {
        if (chunk[i] != line[at++]) {
          assertEquals("line " + number, "something else: '" + around(chunk, i, size) + "'");
        }
        if (at == line.length) {
          line = (++number + "\n").getBytes(StandardCharsets.US_ASCII);
          at = 0;
        }
      }
    }
    assertEquals(0, at, "a whole line at the end");
    return number - 1;
  }

  private static String around(byte[] chunk, int at, int size) {
    int from = Math.max(0, at - 20);
    return new String(chunk, from, Math.min(size, at + 20) - from, StandardCharsets.US_ASCII);
  }
}
