package io.jstartup.supervisor.process;

import io.jstartup.model.Secrets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What an app said last before its end: often the very reason. Reads the tail of its error log, at most 4 KiB. */
final class LastErrorLine {
  static final int MOST_BYTES = 4096;
  static final int MOST_CHARACTERS = 200;

  /** Files' times may lag behind the clock by a tick of the kernel. */
  private static final long CLOCK_TICK_MILLIS = 20;

  /** What Node, a JVM, Ruby and Go print below the message of what ended them. */
  private static final Pattern TRACE =
      Pattern.compile(
          "\\s+(at|from) .*|\\s*\\.\\.\\. \\d+ more|Node\\.js v[\\d.]+|\t\\S+\\.go:\\d+( \\+0x\\w+)?");

  private static final Pattern CAUSE =
      Pattern.compile(
          "(Uncaught |Caused by: |Exception in thread \"[^\"]*\" )?[\\w.$]*(Error|Exception)( \\[\\w+])?(:.*)?"
              + "|panic: .*");

  private LastErrorLine() {}

  /**
   * The line that tells most: the message above a stack trace that ends the log, else the last line with something in it. Fit
   * for one line of a terminal and without what looks like a secret; empty when there is none.
   *
   * @param sinceMillis wall clock; a file that was not written to since then tells of something else
   */
  static String of(String file, long sinceMillis) {
    try {
      Path path = Path.of(file);
      boolean fresh =
          Files.isRegularFile(path)
              && Files.getLastModifiedTime(path).toMillis() >= sinceMillis - CLOCK_TICK_MILLIS;
      return fresh ? telling(tail(path, 0)) : "";
    } catch (IOException | InvalidPathException e) {
      return ""; // a reason without it is still a reason
    }
  }

  /** Where it ends now; 0: there is no such file. */
  static long end(String file) {
    try {
      Path path = Path.of(file);
      return Files.isRegularFile(path) ? Files.size(path) : 0;
    } catch (IOException | InvalidPathException e) {
      return 0;
    }
  }

  /**
   * The last lines with something in them, each as {@link #of} gives it.
   *
   * @param start where in the file they begin at the earliest
   */
  static List<String> lines(String file, long start, int most) {
    List<String> lines = new ArrayList<>();
    try {
      Path path = Path.of(file);
      if (!Files.isRegularFile(path) || Files.size(path) <= start) {
        return List.of();
      }
      for (String each : tail(path, start).split("[\\r\\n]+")) {
        String line = shown(each);
        if (!line.isEmpty()) {
          lines.add(line);
        }
      }
    } catch (IOException | InvalidPathException e) {
      return List.of();
    }
    return lines.subList(Math.max(0, lines.size() - most), lines.size());
  }

  private static String tail(Path file, long start) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
      long from = Math.max(start, channel.size() - MOST_BYTES);
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
        continue; // reads on where it stopped
      }
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }
  }

  private static String telling(String text) {
    String[] lines = text.split("[\\r\\n]+");
    int last = lines.length - 1;
    while (last > 0 && shown(lines[last]).isEmpty()) {
      last--;
    }
    return shown(lines[TRACE.matcher(lines[last]).matches() ? above(lines, last) : last]);
  }

  /** Where the message stands to which a trace belongs that ends in this line; the line itself when the trace began further up. */
  private static int above(String[] lines, int last) {
    for (int i = last - 1; i >= 0; i--) {
      if (CAUSE.matcher(clean(lines[i])).matches()) {
        return i;
      }
    }
    for (int i = last - 1; i >= 0; i--) {
      if (!TRACE.matcher(lines[i]).matches() && !shown(lines[i]).isEmpty()) {
        return i;
      }
    }
    return last;
  }

  private static String shown(String text) {
    String line = Secrets.maskedText(clean(text));
    return line.codePointCount(0, line.length()) <= MOST_CHARACTERS
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MOST_CHARACTERS)) + "...";
  }

  /** Without colours, and without what could move a terminal's cursor or turn its text around. */
  private static String clean(String line) {
    StringBuilder clean = new StringBuilder();
    String plain = line.replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]", "");
    plain
        .codePoints()
        .filter(LastErrorLine::isShown)
        .limit(MOST_BYTES)
        .forEach(clean::appendCodePoint);
    return clean.toString().trim();
  }

  private static boolean isShown(int character) {
    int type = Character.getType(character);
    return !Character.isISOControl(character)
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
