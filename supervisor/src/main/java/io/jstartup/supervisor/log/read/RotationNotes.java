package io.jstartup.supervisor.log.read;

import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the supervisor notes about the rotation of logs. Every byte that was ever in a log has an absolute offset: its place in the file
 * plus what has left the file's head. The notes are replaced as a whole before and after bytes leave, so who reads the same ones before
 * and after reading a log has read what they say. For one thread.
 */
final class RotationNotes implements AutoCloseable {
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

  private static final Notes NONE = new Notes(Map.of(), null);
  private static final Object NO_FILE = 0L;

  private final Path file;
  private Object inode = NO_FILE;
  private FileChannel held;
  private Notes notes = NONE;

  /** Of this file, which need not be there. */
  RotationNotes(Path file) {
    this.file = file;
  }

  /**
   * The same object as long as nothing is noted anew. What was read stays open, so that no other file gets its number: the notes of the
   * next moment may have its size and, as a system's clock of files goes by some ms, its time.
   */
  Notes now() {
    for (Object present = inode(); !present.equals(inode); present = inode()) {
      close();
      hold(present);
    }
    return notes;
  }

  private Object inode() {
    try {
      return Files.getAttribute(file, "unix:ino");
    } catch (IOException e) {
      return NO_FILE;
    }
  }

  /** None when another one takes its place at this moment. */
  private void hold(Object present) {
    try {
      held = FileChannel.open(file, StandardOpenOption.READ);
      if (inode().equals(present)) {
        notes = read(Channels.newInputStream(held).readAllBytes());
        inode = present;
      }
    } catch (NoSuchFileException e) {
      return; // gone meanwhile
    } catch (IOException e) {
      inode = present; // it can't be read
    }
  }

  @Override
  public void close() {
    notes = NONE;
    inode = NO_FILE;
    try {
      if (held != null) {
        held.close();
      }
    } catch (IOException e) {
      return; // it was only read
    } finally {
      held = null;
    }
  }

  private static Notes read(byte[] bytes) {
    try {
      Map<?, ?> json = (Map<?, ?>) Json.parse(bytes);
      Map<?, ?> pending = (Map<?, ?>) json.get("pending");
      boolean leaving = pending != null && Boolean.TRUE.equals(pending.get("ready"));
      return new Notes((Map<?, ?>) json.get("gone"), leaving ? moving(pending) : null);
    } catch (JsonException | ClassCastException | NullPointerException e) {
      return NONE; // those of another version
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
