package io.jstartup.supervisor.log.read;

import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the supervisor notes about the rotation of logs. Every byte that was ever in a log has an absolute offset: its place in the file
 * plus what has left the file's head. The notes are replaced as a whole before and after bytes leave, so who reads the same ones before
 * and after reading a log has read what they say. For one thread.
 */
final class RotationNotes {
  /**
   * The notes at one moment; equal only to themselves.
   *
   * @param gone how many bytes have left the head of each log
   * @param moving the log whose head is leaving it at this moment; null: none
   */
  static final class Notes {
    final Map<?, ?> gone;
    final Moving moving;

    private Notes(Map<?, ?> gone, Moving moving) {
      this.gone = gone;
      this.moving = moving;
    }

    long gone(Path log) {
      return gone.get(log.toString()) instanceof Long bytes ? bytes : 0;
    }

    boolean moving(Path log) {
      return moving != null && moving.log().equals(log.toString());
    }
  }

  /** A head that is leaving its log: the log may be as before or after that, and the copies have their first or their last names. */
  record Moving(String log, boolean emptied, long dropped, List<Piece> pieces) {
    long length() {
      return dropped + pieces.stream().mapToLong(Piece::length).sum();
    }
  }

  /** A copy of a part of it. */
  record Piece(Path part, Path archive, long length) {}

  private record Version(Object inode, Object changed, Object size) {}

  private static final Notes NONE = new Notes(Map.of(), null);
  private static final Version NO_FILE = new Version(0, 0, 0);

  private final Path file;
  private Version version = NO_FILE;
  private Notes notes = NONE;

  /** Of this file, which need not be there. */
  RotationNotes(Path file) {
    this.file = file;
  }

  /** The same object as long as nothing is noted anew. */
  Notes now() {
    Version present = version();
    if (!present.equals(version)) {
      notes = read();
      version = present;
    }
    return notes;
  }

  private Version version() {
    try {
      Map<String, Object> facts = Files.readAttributes(file, "unix:ino,ctime,size");
      return new Version(facts.get("ino"), facts.get("ctime"), facts.get("size"));
    } catch (IOException e) {
      return NO_FILE;
    }
  }

  private Notes read() {
    try {
      Map<?, ?> json = (Map<?, ?>) Json.parse(Files.readAllBytes(file));
      Map<?, ?> pending = (Map<?, ?>) json.get("pending");
      boolean leaving = pending != null && Boolean.TRUE.equals(pending.get("ready"));
      return new Notes((Map<?, ?>) json.get("gone"), leaving ? moving(pending) : null);
    } catch (IOException | JsonException | ClassCastException | NullPointerException e) {
      return NONE; // none, or those of another version
    }
  }

  private static Moving moving(Map<?, ?> json) {
    List<Piece> pieces = new ArrayList<>();
    for (Object each : (List<?>) json.get("pieces")) {
      Map<?, ?> piece = (Map<?, ?>) each;
      pieces.add(
          new Piece(
              Path.of((String) piece.get("part")),
              Path.of((String) piece.get("archive")),
              (Long) piece.get("length")));
    }
    return new Moving(
        (String) json.get("log"),
        (Boolean) json.get("emptied"),
        (Long) json.get("dropped"),
        List.copyOf(pieces));
  }
}
