package io.jstartup.cli.logs;

import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.generator.print.ShellWords;
import io.jstartup.model.OsText;
import io.jstartup.model.ServiceMark;
import io.jstartup.supervisor.log.read.LineSink;
import io.jstartup.supervisor.log.read.LogSource;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What services wrote, read through journalctl(1): its last lines, then new ones on a thread of its own. systemd decides who may read
 * what; who may not sees nothing.
 */
final class Journal implements AutoCloseable {
  private static final String OF_SYSTEM = "_SYSTEMD_UNIT";
  private static final String OF_USER = "_SYSTEMD_USER_UNIT";

  private final Map<String, LogSource> labels = new HashMap<>();
  private final LineSink sink;
  private String cursor = "";
  private long newest;
  private Process following;

  /** @param sink is given lines by two threads */
  Journal(List<JournalSource> sources, LineSink sink) {
    sources.forEach(source -> labels.put(source.unit(), source.label()));
    this.sink = sink;
  }

  /** Passes on the last lines of each; whether there was any. */
  boolean history(long lines) throws IOException {
    boolean any = false;
    for (String unit : labels.keySet()) {
      any |= lines > 0 && pass(begin(List.of("-n", String.valueOf(lines)), List.of(unit)));
    }
    return any;
  }

  /** Passes on what comes after that, until this is closed. */
  void follow() throws IOException {
    if (labels.isEmpty()) {
      return;
    }
    List<String> options = new ArrayList<>(List.of("-f", "-n"));
    options.addAll(cursor.isEmpty() ? List.of("0") : List.of("all", "--after-cursor=" + cursor));
    following = begin(options, List.copyOf(labels.keySet()));
    Thread thread = new Thread(this::passOn, "journal");
    thread.setDaemon(true);
    thread.start();
  }

  private void passOn() {
    try {
      pass(following);
    } catch (IOException e) {
      following.destroy(); // the sink tells its other thread
    }
  }

  private static Process begin(List<String> options, List<String> units) throws IOException {
    List<String> argv = new ArrayList<>(List.of("journalctl", "-q", "-a", "--no-pager", "-ojson"));
    argv.addAll(options);
    argv.addAll(matches(units));
    return new ProcessBuilder(argv)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .start();
  }

  /** Other fields have to match too, the same one may be any: journalctl(1). */
  static List<String> matches(List<String> units) {
    List<String> words = new ArrayList<>();
    for (String unit : units) {
      ServiceMark mark = ServiceMark.parse(unit);
      words.addAll(words.isEmpty() ? List.of() : List.of("+"));
      words.add("_TRANSPORT=stdout");
      mark.manager().ifPresent(uid -> words.add("_UID=" + uid));
      words.add((mark.manager().isPresent() ? OF_USER : OF_SYSTEM) + "=" + mark.name());
    }
    return words;
  }

  /** What who may read everything types to see this one. A user's services are not known to root's --user. */
  static String command(String unit) {
    ServiceMark mark = ServiceMark.parse(unit);
    return mark.manager()
        .map(
            uid ->
                "sudo journalctl _UID=" + uid + " " + ShellWords.word(OF_USER + "=" + mark.name()))
        .orElseGet(() -> "sudo journalctl -u " + ShellWords.word(mark.name()));
  }

  /** Whose entry it is, as lists name a service. */
  static String unit(Map<?, ?> entry) {
    Object ofUser = entry.get(OF_USER);
    return ofUser == null
        ? String.valueOf(entry.get(OF_SYSTEM))
        : new ServiceMark(String.valueOf(ofUser), Optional.of(String.valueOf(entry.get("_UID"))))
            .text();
  }

  private boolean pass(Process process) throws IOException {
    boolean any = false;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        any |= pass(line);
      }
    }
    return any;
  }

  private boolean pass(String json) throws IOException {
    try {
      Map<?, ?> entry = (Map<?, ?>) Json.parse(json);
      LogSource label = labels.get(unit(entry));
      byte[] message = message(entry.get("MESSAGE"));
      cursor = later(cursor, String.valueOf(entry.get("__CURSOR")), entry);
      if (label != null) {
        sink.line(label, message, 0, message.length, true);
        return true;
      }
    } catch (JsonException | ClassCastException e) {
      return false; // a line that was cut off
    }
    return false;
  }

  /** The cursor of the newest entry of all units. */
  private String later(String before, String cursorOfEntry, Map<?, ?> entry) {
    long micros = Long.parseLong(String.valueOf(entry.get("__REALTIME_TIMESTAMP")));
    if (micros < newest) {
      return before;
    }
    newest = micros;
    return cursorOfEntry;
  }

  /** A text, or an array of bytes where it is no printable one. */
  private static byte[] message(Object message) {
    if (message instanceof List<?> list) {
      byte[] bytes = new byte[list.size()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = ((Number) list.get(i)).byteValue();
      }
      return bytes;
    }
    return message == null ? new byte[0] : OsText.encode(String.valueOf(message));
  }

  @Override
  public void close() {
    if (following != null) {
      following.destroy();
    }
  }
}
