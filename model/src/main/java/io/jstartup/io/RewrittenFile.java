package io.jstartup.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/**
 * Writes a few bytes over what a file has, mode 0600 when it is new. For a folder where nobody else can put a file, and for what nobody
 * wants after a crash of the machine: {@link DurableFile} is for all else. A symbolic link is refused. Replacing a file costs a
 * hundred times as much on file systems that write the old one's data, or discard its blocks, at that moment.
 */
public final class RewrittenFile {
  private static final Set<OpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.WRITE,
          StandardOpenOption.CREATE,
          (OpenOption) LinkOption.NOFOLLOW_LINKS);
  private static final int FEW = 4096;

  private RewrittenFile() {}

  /** Who reads it meanwhile finds the old content or the new one, maybe with line feeds behind it. */
  public static void write(Path path, byte[] content) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            path, OPTIONS, PosixFilePermissions.asFileAttribute(DurableFile.OWNER_ONLY))) {
      long size = file.size();
      ByteBuffer written = ByteBuffer.wrap(over(content, size));
      while (written.hasRemaining()) {
        file.write(written, written.position());
      }
      if (size > content.length) {
        file.truncate(content.length);
      }
    }
  }

  /** No digit of a longer number is left behind a shorter one. */
  private static byte[] over(byte[] content, long size) {
    if (size <= content.length || size > FEW) {
      return content;
    }
    byte[] padded = Arrays.copyOf(content, (int) size);
    Arrays.fill(padded, content.length, padded.length, (byte) '\n');
    return padded;
  }
}
