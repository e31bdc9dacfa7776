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

/** What an app said last before its end: often the very reason. Reads the tail of its error log, at most 4 KiB. */
final class LastErrorLine {
  static final int MOST_BYTES = 4096;
  static final int MOST_CHARACTERS = 200;

  /** Files' times may lag behind the clock by a tick of the kernel. */
  private static final long CLOCK_TICK_MILLIS = 20;

  private LastErrorLine() {}

  /**
   * The last line with something in it, fit for one line of a terminal and without what looks like a secret; empty when there is none.
   *
   * @param sinceMillis wall clock; a file that was not written to since then tells of something else
   */
  static String of(String file, long sinceMillis) {
    try {
      Path path = Path.of(file);
      boolean fresh =
          Files.isRegularFile(path)
              && Files.getLastModifiedTime(path).toMillis() >= sinceMillis - CLOCK_TICK_MILLIS;
      return fresh ? lastLine(tail(path, 0)) : "";
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
        String line = lastLine(each);
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

  private static String lastLine(String text) {
    String[] lines = text.split("[\\r\\n]+");
    for (int i = lines.length - 1; i >= 0; i--) {
      String line = Secrets.maskedText(clean(lines[i]));
      if (!line.isEmpty()) {
        return line.codePointCount(0, line.length()) <= MOST_CHARACTERS
            ? line
            : line.substring(0, line.offsetByCodePoints(0, MOST_CHARACTERS)) + "...";
      }
    }
    return "";
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
