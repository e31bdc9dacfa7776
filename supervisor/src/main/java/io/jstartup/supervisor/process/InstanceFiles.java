package io.jstartup.supervisor.process;

import io.jstartup.model.AppSpec;

/**
 * Where one instance writes, by PM2's rules: a pid file always has the id before {@code .pid}; a log has it before {@code .log} unless
 * the logs are merged; a number that stands there already, as in PM2's own dumps, is replaced. Other names are left alone.
 */
public record InstanceFiles(String out, String error, String pidFile) {
  static InstanceFiles of(AppSpec app, int id) {
    boolean merge = app.logs().merge();
    return new InstanceFiles(
        merge ? app.logs().out() : withId(app.logs().out(), ".log", id),
        merge ? app.logs().error() : withId(app.logs().error(), ".log", id),
        withId(app.pidFile(), ".pid", id));
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
