package io.jstartup.cli.logs;

import io.jstartup.cli.output.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Gathers output, so that many lines are one write. An {@link IOException} means that nobody reads it any more. */
final class LineBuffer {
  private static final int SIZE = 64 * 1024;

  private final Console console;
  private final byte[] bytes = new byte[SIZE];
  private int used;

  LineBuffer(Console console) {
    this.console = console;
  }

  void add(byte[] from, int start, int end) throws IOException {
    int length = end - start;
    if (length > SIZE - used) {
      flush();
    }
    if (length > SIZE) {
      console.write(from, start, length);
      return;
    }
    System.arraycopy(from, start, bytes, used, length);
    used += length;
  }

  void add(byte[] all) throws IOException {
    add(all, 0, all.length);
  }

  void add(String text) throws IOException {
    add(text.getBytes(StandardCharsets.UTF_8));
  }

  void newline() throws IOException {
    if (used == SIZE) {
      flush();
    }
    bytes[used++] = '\n';
  }

  void flush() throws IOException {
    if (used > 0) {
      int length = used;
      used = 0;
      console.write(bytes, 0, length);
    }
  }
}
