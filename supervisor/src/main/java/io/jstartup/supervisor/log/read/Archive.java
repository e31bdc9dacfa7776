package io.jstartup.supervisor.log.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** What has left a log, open to be read. A packed one is unpacked to a file that has no name any more. */
record Archive(Path path, FileChannel channel) implements AutoCloseable {
  private static final String PACKED = ".gz";

  /** Gzip's last four bytes, RFC 1952: the unpacked length. */
  private static final int LENGTH_BYTES = 4;

  /** Empty when it is gone; it may have been packed meanwhile. */
  static Optional<Archive> open(Path path) throws IOException {
    Path packed = path.resolveSibling(path.getFileName() + PACKED);
    for (Path file : new Path[] {path, packed}) {
      try {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        boolean plain = !file.toString().endsWith(PACKED);
        return Optional.of(new Archive(path, plain ? channel : unpacked(channel)));
      } catch (NoSuchFileException e) {
        continue;
      }
    }
    return Optional.empty();
  }

  /** How many bytes of the log it has; those of a packed one below 4 GiB. */
  static long length(Path path, long size) throws IOException {
    if (!path.toString().endsWith(PACKED) || size < LENGTH_BYTES) {
      return size;
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      channel.read(bytes, size - LENGTH_BYTES);
      return Integer.toUnsignedLong(bytes.getInt(0));
    }
  }

  private static FileChannel unpacked(FileChannel packed) throws IOException {
    Path temporary = Files.createTempFile("jstartup", ".log");
    FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try (InputStream in = new GZIPInputStream(Channels.newInputStream(packed))) {
      Files.delete(temporary);
      in.transferTo(Channels.newOutputStream(channel));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
