package io.jstartup.dump.resolve;

import io.jstartup.dump.processfile.Attributes;
import io.jstartup.model.LogFiles;
import io.jstartup.model.LogPolicy;
import io.jstartup.model.LogRotation;
import io.jstartup.model.LogType;
import java.nio.file.Path;
import java.util.Optional;

/** Where an app's output is to go, and what is to become of it on the way. */
final class LogWish {
  private final Attributes app;
  private final Paths paths;
  private final String cwd;
  private final Path stem;

  /** @param stem what the usual files' names begin with */
  LogWish(Attributes app, Paths paths, String cwd, Path stem) {
    this.app = app;
    this.paths = paths;
    this.cwd = cwd;
    this.stem = stem;
  }

  /** With one instance the plain names, with several each its own, unless asked otherwise. */
  LogFiles files() {
    return new LogFiles(
        app.text("out_file").map(file -> file("out_file", file)).orElse(stem + "-out.log"),
        app.text("error_file").map(file -> file("error_file", file)).orElse(stem + "-error.log"),
        combined(),
        app.flag("merge_logs", !app.has("instances")),
        policy());
  }

  private String file(String attribute, String wanted) {
    return wanted.equals("NULL")
        ? LogFiles.NOWHERE
        : paths.absolute(wanted, cwd, attribute).orElse(LogFiles.NOWHERE);
  }

  private String combined() {
    Object wanted = app.value("log_file").orElse(false);
    if (wanted instanceof Boolean asked) {
      return asked ? stem + ".log" : "";
    }
    String file = file("log_file", (String) wanted);
    return file.equals(LogFiles.NOWHERE) ? "" : file;
  }

  private LogPolicy policy() {
    Optional<String> time =
        app.flag("time", false) ? Optional.of(LogPolicy.TIME_FORMAT) : Optional.empty();
    return new LogPolicy(
        app.flag("disable_logs", false),
        (LogType) app.value("log_type").orElse(LogType.RAW),
        app.text("log_date_format").or(() -> time).orElse(""),
        new LogRotation(
            given("log_rotate", Boolean.class),
            given("log_max_size", Long.class),
            given("log_retain", Integer.class),
            given("log_compress", Boolean.class),
            given("log_rotate_date_format", String.class)));
  }

  private <T> Optional<T> given(String attribute, Class<T> type) {
    return app.value(attribute).map(type::cast);
  }
}
