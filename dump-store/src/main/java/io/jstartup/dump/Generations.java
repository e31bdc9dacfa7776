package io.jstartup.dump;

import io.jstartup.io.DurableFile;
import io.jstartup.io.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The last ten lists that were saved, the present one included: {@code generations/dump.pm2.TIMESTAMP-N}. N counts up and gives the
 * order, since clocks may go back. A copy of the present list is kept because the dump itself can be harmed by others.
 */
final class Generations {
  private static final int KEPT = 10;
  private static final Pattern NAME = Pattern.compile("dump\\.pm2\\.\\d{8}T\\d{6}Z-(\\d{1,9})");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final DurableFile files;

  Generations(Path folder, DurableFile files) {
    this.folder = folder;
    this.files = files;
  }

  Path add(byte[] content) throws IOException {
    PrivateFolder.ensure(folder);
    int next = newestFirst().stream().findFirst().map(Generations::number).orElse(0) + 1;
    Path file = folder.resolve("dump.pm2." + STAMP.format(Instant.now()) + "-" + next);
    files.replace(file, content);
    return file;
  }

  /** All of them by number, the newest first. */
  List<Generation> all() throws IOException {
    return newestFirst().stream().map(file -> new Generation(number(file), file)).toList();
  }

  /** Only the names; what is in them must be checked by the reader. */
  List<Path> newestFirst() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> number(file) > 0)
          .sorted(Comparator.comparing(Generations::number).reversed())
          .toList();
    }
  }

  /** Lets go of those beyond the ten newest, and of what killed writers left. */
  void prune() throws IOException {
    List<Path> all = newestFirst();
    for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
      Files.deleteIfExists(old);
    }
    try (Stream<Path> leftOvers = Files.list(folder)) {
      for (Path file : leftOvers.filter(Generations::isTemporary).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean isTemporary(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".dump.pm2.") && name.endsWith(".tmp");
  }

  /** 0 for a file that is none of ours. */
  private static int number(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? Integer.parseInt(name.group(1)) : 0;
  }
}
