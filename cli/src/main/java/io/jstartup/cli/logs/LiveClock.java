package io.jstartup.cli.logs;

import io.jstartup.supervisor.output.format.DateFormat;
import java.time.ZoneId;

/** The time at which new lines are read; nothing before there are any, since nobody knows when an old line was written. */
final class LiveClock implements Clock {
  private static final String ISO = "YYYY-MM-DDTHH:mm:ss.SSSZ";

  private final DateFormat format;
  private boolean started;

  private LiveClock(DateFormat format) {
    this.format = format;
  }

  static LiveClock of(LogView view) {
    boolean always = view.form() == LogView.Form.JSON || view.form() == LogView.Form.PAIRS;
    return view.timestamp().isPresent() || always
        ? new LiveClock(new DateFormat(view.timestamp().orElse(ISO), ZoneId.systemDefault()))
        : new LiveClock(null);
  }

  void start() {
    started = true;
  }

  @Override
  public String text() {
    return started && format != null ? format.text(System.currentTimeMillis()) : "";
  }
}
