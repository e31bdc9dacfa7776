package io.jstartup.supervisor.process;

import io.jstartup.model.AppSpec;
import io.jstartup.model.LogFiles;

/**
 * Where one instance writes, by PM2's rules: a pid file always has the id before {@code .pid}; a log has it before {@code .log} unless
 * the logs are merged; a number that stands there already is replaced. Other names are left alone. It is put in once, when an instance
 * is started for the first time: from then on the paths are the instance's own, whatever id it has after a boot.
 */
public final class InstanceFiles {
  private InstanceFiles() {}

  /** The app with the files of the instance that has this id. */
  public static AppSpec numbered(AppSpec app, int id) {
    LogFiles logs = app.logs();
    LogFiles own =
        logs.merge()
            ? logs
            : new LogFiles(
                withId(logs.out(), ".log", id),
                withId(logs.error(), ".log", id),
                withId(logs.combined(), ".log", id),
                false,
                logs.policy());
    return app.withFiles(own, withId(app.pidFile(), ".pid", id));
  }

  private static String withId(String path, String ending, int id) {
    if (!path.endsWith(ending)) {
      return path;
    }
    int end = path.length() - ending.length();
    int digits = end;
    while (digits > 0 && path.charAt(digits - 1) >= '0' && path.charAt(digits - 1) <= '9') {
      digits--;
    }
    boolean numbered = digits < end && digits > 0 && path.charAt(digits - 1) == '-';
    return path.substring(0, numbered ? digits - 1 : end) + "-" + id + ending;
  }
}
