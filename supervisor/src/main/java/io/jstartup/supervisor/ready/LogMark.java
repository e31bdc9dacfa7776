package io.jstartup.supervisor.ready;

import io.jstartup.model.LogFiles;
import io.jstartup.model.OsText;
import io.jstartup.supervisor.call.Answer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far the logs of a run have been read. Used by one thread at a time. */
final class LogMark {
  /** A few threads look at once, in a small heap. */
  private static final int LOOK = 256 << 10;

  private final Map<Path, Long> read = new LinkedHashMap<>();

  /** At their ends as they are now. */
  LogMark(LogFiles logs) {
    put(logs.out());
    put(logs.error());
  }

  private void put(String log) {
    Path file = Path.of(log);
    if (Files.isRegularFile(file) || !Files.exists(file)) {
      read.put(file, size(file));
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // it is not there yet
    }
  }

  /** Whether the text has come since it was last looked for. */
  Answer find(String text) throws IOException {
    String wanted = latin(OsText.encode(text));
    boolean found = false;
    for (Map.Entry<Path, Long> log : read.entrySet()) {
      found |= find(wanted, log);
    }
    return found ? Answer.GOOD : Answer.bad("no '" + text + "' in its logs");
  }

  /** The last bytes are read again the next time: the text may be half there. */
  private static boolean find(String wanted, Map.Entry<Path, Long> log) throws IOException {
    try (FileChannel channel = FileChannel.open(log.getKey(), StandardOpenOption.READ)) {
      long size = channel.size();
      long from = log.getValue() > size ? 0 : log.getValue(); // it was rotated
      boolean found = false;
      int look = Math.max(LOOK, 2 * wanted.length()); // else it would stay where it is
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, Math.min(look, size - from)));
      while (from < size && !found) {
        int count = channel.read(bytes.clear(), from);
        String part = new String(bytes.array(), 0, Math.max(0, count), StandardCharsets.ISO_8859_1);
        int at = part.indexOf(wanted);
        found = at >= 0;
        long next = from + part.length() - (wanted.length() - 1);
        boolean last = count <= 0 || from + count >= size;
        log.setValue(found ? from + at + wanted.length() : Math.max(from, next));
        from = last ? size : log.getValue();
      }
      return found;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** One character a byte. */
  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** For a probe that asks for a file. */
  static Answer exists(String folder, String file) {
    Path path = Path.of(folder).resolve(file);
    return Files.exists(path) ? Answer.GOOD : Answer.bad("there is no '" + path + "'");
  }
}
