package io.jstartup.supervisor.log.rotate;

import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.io.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is noted about rotations, in one file of the home: the one under way, and how many bytes have left the head of each log so far. Who
 * reads a log while it is rotated can tell by these where a byte is: its place in all that was ever written is its place in the log plus
 * what has left; while a rotation of the log is under way that is not known. One writer; others may read the file at any time.
 */
public final class RotationState {
  private final Path file;
  private final Map<String, Long> gone = new TreeMap<>();
  private Optional<Pending> pending = Optional.empty();

  private RotationState(Path file) {
    this.file = file;
  }

  /** What the file says now; nothing when it is missing, or damaged: a log may then have a piece twice. */
  public static RotationState read(Path file) throws IOException {
    RotationState state = new RotationState(file);
    try {
      Map<?, ?> json = (Map<?, ?>) Json.parse(Files.readAllBytes(file));
      Map<?, ?> left = (Map<?, ?>) json.get("gone");
      left.forEach((log, bytes) -> state.gone.put((String) log, (Long) bytes));
      state.pending = Optional.ofNullable((Map<?, ?>) json.get("pending")).map(Pending::fromJson);
    } catch (NoSuchFileException e) {
      return state;
    } catch (JsonException | ClassCastException | NullPointerException e) {
      return new RotationState(file);
    }
    return state;
  }

  /** Bytes that have left the head of this log since it is kept small. */
  public long gone(Path log) {
    return gone.getOrDefault(log.toString(), 0L);
  }

  /** Whether bytes are leaving this log at this moment. */
  public boolean moving(Path log) {
    return pending.filter(it -> it.log().equals(log)).isPresent();
  }

  Optional<Pending> pending() {
    return pending;
  }

  /** Notes what is about to be done. */
  void begin(Pending rotation) throws IOException {
    pending = Optional.of(rotation);
    DurableFile.system().publish(file, bytes());
  }

  /** Notes that it is about to be final, for a power cut too. */
  void ready(Pending rotation) throws IOException {
    pending = Optional.of(rotation);
    DurableFile.system().replace(file, bytes());
  }

  /** It is done or undone: so many bytes have left. */
  void settle(Path log, long bytes) throws IOException {
    gone.merge(log.toString(), bytes, Long::sum);
    pending = Optional.empty();
    DurableFile.system().publish(file, bytes());
  }

  private byte[] bytes() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("gone", new LinkedHashMap<String, Object>(gone));
    pending.ifPresent(it -> json.put("pending", it.toJson()));
    return Json.compact(json);
  }
}
