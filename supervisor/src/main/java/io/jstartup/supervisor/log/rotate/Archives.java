package io.jstartup.supervisor.log.rotate;

import io.jstartup.model.LogFiles;
import io.jstartup.model.LogRotation;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The older files of one log. Only plain files count whose name is exactly one that we give. */
public final class Archives {
  /**
   * One of them.
   *
   * @param modifiedMillis what they are ordered by; no two of a log have the same
   * @param size in bytes, as it lies there
   */
  public record Archive(Path file, long modifiedMillis, long size) {
    public boolean compressed() {
      return file.toString().endsWith(ArchiveNames.COMPRESSED);
    }
  }

  private static final Comparator<Archive> ORDER =
      Comparator.comparingLong(Archive::modifiedMillis).thenComparing(Archive::file);

  private Archives() {}

  /** Oldest first. What comes after the newest of them is in the log itself. */
  public static List<Archive> of(Path log, String dateFormat) throws IOException {
    ArchiveNames names = new ArchiveNames(log, dateFormat);
    List<Archive> found = new ArrayList<>();
    try (DirectoryStream<Path> folder =
        Files.newDirectoryStream(
            log.getParent(), file -> names.matches(file.getFileName().toString()))) {
      for (Path file : folder) {
        add(file, found);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    found.sort(ORDER);
    return found;
  }

  private static void add(Path file, List<Archive> found) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isRegularFile()) {
        found.add(new Archive(file, attributes.lastModifiedTime().toMillis(), attributes.size()));
      }
    } catch (NoSuchFileException e) {
      return; // removed by somebody just now
    }
  }

  /** The date format that its archives' names have, as far as the app itself says. */
  public static String dateFormat(LogRotation rotation) {
    return Rule.of(rotation).dateFormat();
  }

  /** Whether a file of this name in the log's folder may be an archive of it, or about to become one; no file is looked at. */
  public static boolean mayBe(Path log, String dateFormat, String name) {
    return ArchiveNames.mayMatch(log, dateFormat, name);
  }

  /** The logs that may have archives, each once. */
  public static List<Path> logs(LogFiles files) {
    return LogList.paths(files);
  }

  /** Removes the oldest, until so many are left; what somebody writes at this moment is no archive, whatever its name. */
  static void prune(Path log, Rule rule, int keep, Set<Path> live) throws IOException {
    List<Archive> archives = new ArrayList<>(of(log, rule.dateFormat()));
    archives.removeIf(archive -> live.contains(archive.file()));
    for (Archive archive : archives.subList(0, Math.max(0, archives.size() - keep))) {
      Files.deleteIfExists(archive.file());
    }
  }
}
