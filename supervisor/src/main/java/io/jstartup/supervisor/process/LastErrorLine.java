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
      return fresh ? lastLine(tail(path)) : "";
    } catch (IOException | InvalidPathException e) {
      return ""; // a reason without it is still a reason
    }
  }

  private static String tail(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
      long from = Math.max(0, channel.size() - MOST_BYTES);
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
