package io.jstartup.supervisor.process;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.ObjLongConsumer;

/**
 * The supervisor's own log: one line an event. Control characters in names are shown as escapes, so that a line stays one line. Lines
 * may wait while there is more urgent work: to write hundreds takes as long as to start what they tell of. Any thread.
 */
public final class EventLog {
  private static final int MOST_WAITING = 1000;

  private record Line(String text, long atMillis) {}

  private final ObjLongConsumer<String> sink;
  private final Queue<Line> waiting = new ArrayDeque<>();
  private boolean holding;

  /** @param sink takes each line, and when it was said, in ms since the epoch */
  public EventLog(ObjLongConsumer<String> sink) {
    this.sink = sink;
  }

  public synchronized void line(String text) {
    waiting.add(new Line(text, System.currentTimeMillis()));
    if (!holding || waiting.size() >= MOST_WAITING) {
      write();
    }
  }

  /** From now on lines wait for {@link #write}; a thousand of them wait for nothing. */
  public synchronized void hold() {
    holding = true;
  }

  /** From now on each line is written at once. */
  public synchronized void release() {
    holding = false;
    write();
  }

  public synchronized boolean isBehind() {
    return !waiting.isEmpty();
  }

  /** Writes those that wait. */
  public synchronized void write() {
    for (Line line = waiting.poll(); line != null; line = waiting.poll()) {
      try {
        sink.accept(oneLine(line.text()), line.atMillis());
      } catch (RuntimeException e) {
        continue; // there is no place to say so
      }
    }
  }

  public void line(Instance instance, String text) {
    line("app '" + instance.name() + "' (id " + instance.id() + "): " + text);
  }

  /** A callback failed: a bug of ours or a fault of the system; the stack says where. */
  public void failure(Throwable failure) {
    StringBuilder text = new StringBuilder("internal error, going on: ").append(failure);
    int most = 12;
    for (StackTraceElement element : failure.getStackTrace()) {
      if (most-- == 0) {
        break;
      }
      text.append(" at ").append(element);
    }
    line(text.toString());
  }

  private static String oneLine(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || (c >= 127 && c < 160)) {
        clean.append("\\x").append(Character.forDigit(c >> 4, 16));
        clean.append(Character.forDigit(c & 15, 16));
      } else {
        clean.append(c);
      }
    }
    return clean.toString();
  }
}
