package io.jstartup.supervisor.log.read;

import io.jstartup.supervisor.log.read.RotationNotes.Moving;
import io.jstartup.supervisor.log.read.RotationNotes.Notes;
import io.jstartup.supervisor.log.read.RotationNotes.Piece;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Where the bytes are that have left a log's head. Its archives follow each other without a gap, up to the head. */
final class ArchiveRanges {
  /**
   * The absolute offsets that a file has, the first one and the one after the last.
   *
   * @param renamed the name that it gets, maybe at this moment
   */
  record Range(Path file, Path renamed, long from, long to) {}

  private record Found(Path file, long written, long length) {}

  private ArchiveRanges() {}

  /** Oldest first. */
  static List<Range> of(Path log, Notes notes) throws IOException {
    Moving moving = notes.moving(log) ? notes.moving : null;
    List<Found> archives = settled(log);
    archives.sort(Comparator.comparingLong(Found::written).thenComparing(Found::file).reversed());
    long head = notes.gone(log);
    List<Range> ranges = new ArrayList<>();
    for (Found archive : archives) {
      if (moving == null || moving.pieces().stream().noneMatch(it -> is(archive, it))) {
        ranges.add(0, new Range(archive.file(), archive.file(), head - archive.length(), head));
        head -= archive.length();
      }
    }
    if (moving != null) {
      addPieces(moving, notes.gone(log) + moving.dropped(), ranges);
    }
    return ranges;
  }

  private static boolean is(Found archive, Piece piece) {
    return archive.file().equals(piece.archive());
  }

  private static void addPieces(Moving moving, long head, List<Range> ranges) {
    long from = head;
    for (Piece piece : moving.pieces()) {
      ranges.add(new Range(piece.part(), piece.archive(), from, from + piece.length()));
      from += piece.length();
    }
  }

  /** Who lists a folder while a file gets another name may find it under neither, readdir(3). */
  private static List<Found> settled(Path log) throws IOException {
    List<Found> before = archives(log);
    List<Found> now = archives(log);
    while (!Set.copyOf(now).equals(Set.copyOf(before))) {
      before = now;
      now = archives(log);
    }
    return now;
  }

  private static List<Found> archives(Path log) throws IOException {
    String name = log.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String ending = dot > 0 ? name.substring(dot) : "";
    Pattern pattern =
        Pattern.compile(Pattern.quote(stem) + "__.*" + Pattern.quote(ending) + "(\\.gz)?");
    Map<String, Found> found = new LinkedHashMap<>();
    try (DirectoryStream<Path> folder =
        Files.newDirectoryStream(
            log.getParent(), it -> pattern.matcher(it.getFileName().toString()).matches())) {
      for (Path file : folder) {
        add(file, found);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return new ArrayList<>(found.values());
  }

  /** One that is being packed is there twice for a moment. */
  private static void add(Path file, Map<String, Found> found) throws IOException {
    try {
      BasicFileAttributes facts =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (facts.isRegularFile()) {
        String plain = file.toString().replaceFirst("\\.gz$", "");
        long length = Archive.length(file, facts.size());
        found.putIfAbsent(plain, new Found(file, facts.lastModifiedTime().toMillis(), length));
      }
    } catch (NoSuchFileException e) {
      return; // removed just now
    }
  }
}
