package io.jstartup.cli.caller;

import io.jstartup.model.OsText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Strings that end with NUL, as {@code /proc/PID/cmdline} and {@code /proc/PID/environ} hold them (proc(5)). */
final class NulSeparated {
  private NulSeparated() {}

  /** All strings of the file as {@link OsText}, empty ones included. */
  static List<String> read(Path file) throws IOException {
    return parse(Files.readAllBytes(file));
  }

  static List<String> parse(byte[] bytes) {
    List<String> strings = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        strings.add(OsText.decode(Arrays.copyOfRange(bytes, from, i)));
        from = i + 1;
      }
    }
    if (from < bytes.length) {
      strings.add(OsText.decode(Arrays.copyOfRange(bytes, from, bytes.length)));
    }
    return strings;
  }
}
