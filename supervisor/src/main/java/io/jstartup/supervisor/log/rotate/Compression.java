package io.jstartup.supervisor.log.rotate;

import io.jstartup.io.DurableFile;
import io.jstartup.supervisor.log.rotate.Archives.Archive;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Compresses archives, one after the other, with gzip's usual level 6. One that is compressed takes the place of the plain one. */
final class Compression {
  private static final int BUFFER = 64 << 10;

  private final Rights rights;

  Compression(Rights rights) {
    this.rights = rights;
  }

  /** Compresses the oldest archive that is plain; false when there is none. */
  boolean next(LiveLog log, Set<Path> live) throws IOException {
    List<Archive> archives = Archives.of(log.file(), log.rule().dateFormat());
    Optional<Archive> plain =
        archives.stream()
            .filter(archive -> !archive.compressed() && !live.contains(archive.file()))
            .findFirst();
    if (plain.isPresent()) {
      rights.on(log.owner(), log.file(), () -> compress(plain.get()));
    }
    return plain.isPresent();
  }

  private static void compress(Archive archive) throws IOException {
    Path file = archive.file();
    Path packed = file.resolveSibling(file.getFileName() + ArchiveNames.COMPRESSED);
    Path part = ArchiveNames.part(packed);
    Files.deleteIfExists(part);
    try {
      try (FileChannel to = Copy.create(part)) {
        pack(file, to);
        Copy.dress(part, file, archive.modifiedMillis());
        to.force(true);
      }
      DurableFile.system().move(part, packed);
      Files.delete(file);
    } catch (IOException e) {
      Files.deleteIfExists(part);
      throw e;
    }
  }

  @SuppressWarnings("resource") // the channel is the caller's
  private static void pack(Path file, FileChannel to) throws IOException {
    try (FileChannel from = Copy.read(file)) {
      OutputStream plain = Channels.newOutputStream(to);
      GZIPOutputStream packed = new GZIPOutputStream(plain, BUFFER);
      Channels.newInputStream(from).transferTo(packed);
      packed.finish();
    }
  }
}
