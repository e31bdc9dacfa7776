package io.jstartup.dump;

import io.jstartup.model.LogRotation;
import java.time.Duration;
import java.util.Optional;

/**
 * What a home's settings say about the rotation of logs, where an app has no wish of its own.
 *
 * @param rotation the rest has its defaults
 * @param times a cron pattern; empty: none
 * @param interval how long it takes at most until a log is looked at again
 */
public record LogSettings(LogRotation rotation, String times, Duration interval) {
  public static final LogSettings USUAL =
      new LogSettings(
          LogRotation.USUAL,
          "",
          Duration.ofSeconds(Long.parseLong(Setting.LOG_WORKER_INTERVAL.usual())));

  static LogSettings of(Settings settings) {
    LogRotation rotation =
        new LogRotation(
            Optional.empty(),
            settings.given(Setting.LOG_MAX_SIZE, Long.class),
            settings.given(Setting.LOG_RETAIN, Integer.class),
            settings.given(Setting.LOG_COMPRESS, Boolean.class),
            settings.given(Setting.LOG_DATE_FORMAT, String.class));
    return new LogSettings(
        rotation,
        settings.given(Setting.LOG_ROTATE_INTERVAL, String.class).orElse(""),
        settings
            .given(Setting.LOG_WORKER_INTERVAL, Integer.class)
            .map(seconds -> Duration.ofSeconds(seconds))
            .orElse(USUAL.interval()));
  }
}
