package io.jstartup.dump;

import io.jstartup.io.DurableFile;
import io.jstartup.io.PrivateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * Where bad dumps are kept, each with its reason in a text file beside it. The name comes from the content, so that one bad dump that
 * is read at every boot is kept once.
 */
final class Quarantine {
  private final Path folder;
  private final DurableFile files;

  Quarantine(Path folder, DurableFile files) {
    this.folder = folder;
    this.files = files;
  }

  /** Copies; the bad file stays where it is. Returns where the copy is, or where its reason is when there was nothing to copy. */
  Path note(Path bad, DumpFile found) throws IOException {
    PrivateFolder.ensure(folder);
    if (found.content() == null) {
      Path reason = folder.resolve("dump.pm2.unread.reason.txt");
      files.publish(reason, reason(bad, found));
      return reason;
    }
    Path copy = folder.resolve("dump.pm2." + hash(found.content()));
    if (!Files.exists(reasonBeside(copy))) {
      files.publish(copy, found.content());
      files.publish(reasonBeside(copy), reason(bad, found));
    }
    return copy;
  }

  /** As {@link #note}, but for good: the bad file is about to be replaced. One that could not be read is moved here. */
  void keep(Path bad, DumpFile found) throws IOException {
    PrivateFolder.ensure(folder);
    if (found.content() == null) {
      Path kept = folder.resolve("dump.pm2.unread-" + Instant.now().toEpochMilli());
      files.replace(reasonBeside(kept), reason(bad, found));
      files.move(bad, kept);
      return;
    }
    Path copy = folder.resolve("dump.pm2." + hash(found.content()));
    files.replace(copy, found.content());
    files.replace(reasonBeside(copy), reason(bad, found));
  }

  private static Path reasonBeside(Path copy) {
    return copy.resolveSibling(copy.getFileName() + ".reason.txt");
  }

  private static byte[] reason(Path bad, DumpFile found) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String text = now + " '" + bad + "' could not be used: " + found.reason() + "\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
