package io.jstartup.supervisor.process;

import java.util.function.Consumer;

/** The supervisor's own log: one line an event. Control characters in names are shown as escapes, so that a line stays one line. */
public final class EventLog {
  private final Consumer<String> sink;

  public EventLog(Consumer<String> sink) {
    this.sink = sink;
  }

  public void line(String text) {
    sink.accept(oneLine(text));
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
