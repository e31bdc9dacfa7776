package io.jstartup.supervisor.log.rotate;

import io.jstartup.supervisor.output.format.DateFormat;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the archives of one log are called, by pm2-logrotate's way: {@code web-out.log} is kept as {@code web-out__2026-11-21_14-25-15.log},
 * compressed with {@code .gz} behind it; further ones of the same moment as {@code ..._001.log}.
 */
final class ArchiveNames {
  static final String COMPRESSED = ".gz";

  private static final Pattern RUN = Pattern.compile("\\d+|\\p{L}+|[^\\d\\p{L}]+");

  /** In November, on the 21st, past ten: where a number can have two digits, it has them. */
  private static final long SOME_TIME = 1_795_271_115_123L;

  private static final String NUMBER = "(_\\d{3,})?";
  private static final String PART = ".part";

  private final String stem;
  private final String ending;
  private final String dateFormat;
  private final Pattern pattern;

  ArchiveNames(Path log, String dateFormat) {
    String name = log.getFileName().toString();
    int dot = dot(name);
    this.stem = name.substring(0, dot) + "__";
    this.ending = name.substring(dot);
    this.dateFormat = dateFormat;
    String usual = shape(Rule.DEFAULT_DATE_FORMAT);
    String own = shape(dateFormat);
    this.pattern =
        Pattern.compile(
            Pattern.quote(stem)
                + "(?:(?:"
                + usual
                + ")|(?:"
                + own
                + "))"
                + NUMBER
                + Pattern.quote(ending)
                + "(\\.gz)?");
  }

  private static int dot(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? dot : name.length();
  }

  /** A file that is about to become this archive. */
  static Path part(Path archive) {
    return archive.resolveSibling("." + archive.getFileName() + PART);
  }

  /**
   * Whether a file of this name may be an archive of the log, or about to become one. By the home's settings, too, the date may have
   * had another format: any does that begins with a number.
   */
  static boolean mayMatch(Path log, String dateFormat, String name) {
    boolean part = name.startsWith(".") && name.endsWith(PART) && name.length() > PART.length();
    String archive = part ? name.substring(1, name.length() - PART.length()) : name;
    String ofLog = log.getFileName().toString();
    int dot = dot(ofLog);
    String stem = ofLog.substring(0, dot) + "__";
    if (!archive.startsWith(stem)) {
      return false; // nearly always, and cheap
    }
    String ending = ofLog.substring(dot);
    boolean numbered =
        archive.length() > stem.length() && Character.isDigit(archive.charAt(stem.length()));
    return numbered && (archive.endsWith(ending) || archive.endsWith(ending + COMPRESSED))
        || new ArchiveNames(log, dateFormat).matches(archive);
  }

  /** Whether this file's name is one that we give, with the date format of today or the usual one. */
  boolean matches(String name) {
    return pattern.matcher(name).matches();
  }

  /** A new name, and takes it. */
  String next(long epochMillis, ZoneId zone, Set<String> taken) {
    String base = stem + date(epochMillis, zone, dateFormat);
    for (int i = 0; ; i++) {
      String name = base + (i == 0 ? "" : "_%03d".formatted(i)) + ending;
      if (!taken.contains(name + COMPRESSED) && taken.add(name)) {
        return name;
      }
    }
  }

  /** A slash, which no name can have, becomes a dash. */
  private static String date(long epochMillis, ZoneId zone, String format) {
    return new DateFormat(format, zone).text(epochMillis).replace('/', '-').replace('\0', '-');
  }

  /** A regular expression for all dates in this format: digits, letters, and the rest as it is. */
  private static String shape(String format) {
    StringBuilder shape = new StringBuilder();
    Matcher run = RUN.matcher(date(SOME_TIME, ZoneOffset.UTC, format));
    while (run.find()) {
      char first = run.group().charAt(0);
      if (Character.isDigit(first)) {
        shape.append("\\d{1,").append(Math.max(2, run.group().length())).append('}');
      } else {
        shape.append(Character.isLetter(first) ? "\\p{L}+" : Pattern.quote(run.group()));
      }
    }
    return shape.toString();
  }
}
