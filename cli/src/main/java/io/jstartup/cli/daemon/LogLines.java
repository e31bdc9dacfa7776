package io.jstartup.cli.daemon;

import io.jstartup.cli.output.Console;
import io.jstartup.cli.output.Printable;
import io.jstartup.cli.session.Session;
import io.jstartup.model.OsText;
import io.jstartup.supervisor.output.format.DateFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * The supervisor's log: a line each, with the time in front. Whoever starts it in the background has its stdout lead to the home's log;
 * an init system's has it lead elsewhere, so that the log is written beside that. To systemd's journal a line goes with its priority,
 * sd-daemon(3), and without a time.
 */
final class LogLines implements ObjLongConsumer<String> {
  private static final String DATE_FORMAT = "YYYY-MM-DDTHH:mm:ss.SSS";
  private static final Path OUT = Path.of("/proc/self/fd/1");
  private static final Path ERR = Path.of("/proc/self/fd/2");

  private final Console console;
  private final DateFormat date;
  private final boolean journal;
  private final OutputStream file;

  private LogLines(Console console, DateFormat date, boolean journal, OutputStream file) {
    this.console = console;
    this.date = date;
    this.journal = journal;
    this.file = file;
  }

  /** On stdout alone. */
  static LogLines onStdout(Session session) {
    return new LogLines(session.console(), date(session.caller().env()), false, null);
  }

  /** In the home's log alone. */
  static LogLines inFile(Session session) {
    return new LogLines(
        session.console().silenced(),
        date(session.caller().env()),
        false,
        besides(session.home().log()));
  }

  /** For a supervisor that an init system started. */
  static LogLines below(Session session) {
    Map<String, String> env = session.caller().env();
    return new LogLines(
        session.console(), date(env), isJournal(env), besides(session.home().log()));
  }

  private static DateFormat date(Map<String, String> env) {
    return new DateFormat(
        env.getOrDefault("PM2_LOG_DATE_FORMAT", DATE_FORMAT), ZoneId.systemDefault());
  }

  private static boolean isJournal(Map<String, String> env) {
    try {
      Map<String, Object> err = Files.readAttributes(ERR, "unix:dev,ino");
      return (err.get("dev") + ":" + err.get("ino")).equals(env.get("JOURNAL_STREAM"));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Null when stdout is that file, or it can't be opened: the lines are elsewhere, too. */
  private static OutputStream besides(Path log) {
    try {
      if (Files.exists(log) && Files.exists(OUT) && Files.isSameFile(OUT, log)) {
        return null;
      }
      if (Files.notExists(log)) {
        Files.createFile(log, PrivateFile.MODE);
      }
      return Files.newOutputStream(log, StandardOpenOption.APPEND);
    } catch (IOException e) {
      return null;
    }
  }

  /** A line of something that happens now. */
  void now(String line) {
    accept(line, System.currentTimeMillis());
  }

  @Override
  public void accept(String line, long atMillis) {
    String dated = date.text(atMillis) + ": " + line;
    if (journal) {
      console.error(Severity.of(line).prefix() + Printable.line(line) + "\n");
    } else {
      console.say(dated);
    }
    if (file != null) {
      append(dated);
    }
  }

  private void append(String line) {
    try {
      file.write(OsText.encode(Printable.line(line) + "\n"));
    } catch (IOException e) {
      return; // a full disk; what matters is said elsewhere, too
    }
  }
}
