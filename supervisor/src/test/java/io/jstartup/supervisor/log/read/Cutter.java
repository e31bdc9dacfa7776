package io.jstartup.supervisor.log.read;

import io.jstartup.dump.json.Json;
import io.jstartup.io.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes out a log's head as the supervisor does, step by step. */
final class Cutter {
  static final int BLOCK = 4096;

  private final Path log;
  private long gone;
  private int count;
  private long length;

  Cutter(Path log) {
    this.log = log;
  }

  static Path notes(Path folder) {
    return folder.resolve("rotation.state");
  }

  static boolean canCollapse(Path folder) throws Exception {
    Path file = folder.resolve("probe");
    Files.write(file, new byte[2 * BLOCK]);
    return fallocate(file, BLOCK) == 0;
  }

  private static int fallocate(Path file, long length) throws Exception {
    return new ProcessBuilder("fallocate", "-c", "-o", "0", "-l", "" + length, file.toString())
        .start()
        .waitFor();
  }

  Path archive() {
    return log.resolveSibling("app-out__%04d.log".formatted(count));
  }

  private Path part() {
    return log.resolveSibling("." + archive().getFileName() + ".part");
  }

  /** Copies what will leave, and notes that it is about to; false when there is nothing. */
  boolean ready(boolean emptied) throws IOException {
    try (FileChannel from = FileChannel.open(log, StandardOpenOption.READ)) {
      length = emptied ? from.size() : Math.max(0, from.size() - 1) / BLOCK * BLOCK;
      if (length == 0) {
        return false;
      }
      count++;
      ByteBuffer bytes = ByteBuffer.allocate((int) length);
      from.read(bytes, 0);
      Files.write(part(), bytes.array());
      Files.setLastModifiedTime(part(), FileTime.fromMillis(count));
      Map<String, Object> piece =
          Map.of("part", part().toString(), "archive", archive().toString(), "length", length);
      Map<String, Object> pending = new LinkedHashMap<>();
      pending.put("log", log.toString());
      pending.put("emptied", emptied);
      pending.put("ready", true);
      pending.put("dropped", 0L);
      pending.put("pieces", List.of(piece));
      publish(Map.of("gone", Map.of(log.toString(), gone), "pending", pending));
      return true;
    }
  }

  private void publish(Map<String, Object> json) throws IOException {
    DurableFile.system().publish(notes(log.getParent()), Json.compact(json));
  }

  void settle() throws IOException {
    Files.move(part(), archive());
    gone += length;
    publish(Map.of("gone", Map.of(log.toString(), gone)));
  }

  void collapse() throws Exception {
    if (ready(false)) {
      if (fallocate(log, length) != 0) {
        throw new AssertionError("no collapse");
      }
      settle();
    }
  }

  void truncate() throws IOException {
    if (ready(true)) {
      empty(log);
      settle();
    }
  }

  static void empty(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
  }
}
