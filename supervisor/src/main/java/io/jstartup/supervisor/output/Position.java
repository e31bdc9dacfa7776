package io.jstartup.supervisor.output;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file that says how far a spool is read: 20 digits and two marks, written over in one write(2), so that no crash of ours leaves half
 * of it.
 */
final class Position implements Closeable {
  private static final int DIGITS = 20;
  private static final String FORM = "\\d{" + DIGITS + "} [b-][w-]";
  private static final int LENGTH = DIGITS + 3;

  /**
   * What it says.
   *
   * @param offset so many bytes are in the logs
   * @param begun the logs end in the middle of this spool's line
   * @param writing more bytes may be in the logs, or half of them
   */
  record Mark(long offset, boolean begun, boolean writing) {
    static final Mark START = new Mark(0, false, false);
  }

  private final FileChannel channel;

  private Position(FileChannel channel) {
    this.channel = channel;
  }

  static Position open(Path file) throws IOException {
    return new Position(
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
  }

  /** {@link Mark#START} when nothing was written yet. */
  static Mark read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Mark.START;
    }
    try (Position position = open(file)) {
      return position.read();
    }
  }

  private Mark read() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
    int count = channel.read(bytes, 0);
    String text = new String(bytes.array(), 0, Math.max(0, count), StandardCharsets.US_ASCII);
    return text.matches(FORM)
        ? new Mark(
            Long.parseLong(text.substring(0, DIGITS)), text.contains("b"), text.contains("w"))
        : Mark.START;
  }

  void write(Mark mark) throws IOException {
    byte[] text = new byte[LENGTH];
    long rest = mark.offset();
    for (int i = DIGITS - 1; i >= 0; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    text[DIGITS] = ' ';
    text[DIGITS + 1] = (byte) (mark.begun() ? 'b' : '-');
    text[DIGITS + 2] = (byte) (mark.writing() ? 'w' : '-');
    channel.write(ByteBuffer.wrap(text), 0);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
