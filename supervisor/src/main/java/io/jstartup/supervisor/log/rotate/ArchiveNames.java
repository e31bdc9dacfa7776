package io.jstartup.supervisor.log.rotate;

import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the archives of one log are called, by pm2-logrotate's way: {@code web-out.log} is kept as {@code web-out__2026-11-21_14-25-15.log},
 * compressed with {@code .gz} behind it; further ones of the same moment as {@code ..._001.log}.
 */
final class ArchiveNames {
  static final String COMPRESSED = ".gz";

  private static final String NUMBER = "(_\\d{3,})?";

  private final String stem;
  private final String ending;
  private final String dateFormat;
  private final Pattern pattern;

  ArchiveNames(Path log, String dateFormat) {
    String name = log.getFileName().toString();
    int dot = name.lastIndexOf('.');
    this.stem = (dot > 0 ? name.substring(0, dot) : name) + "__";
    this.ending = dot > 0 ? name.substring(dot) : "";
    this.dateFormat = dateFormat;
    String usual = DateText.shape(Rule.DEFAULT_DATE_FORMAT);
    String own = DateText.shape(dateFormat);
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

  /** Whether this file's name is one that we give, with the date format of today or the usual one. */
  boolean matches(String name) {
    return pattern.matcher(name).matches();
  }

  /** A new name, and takes it. */
  String next(ZonedDateTime time, Set<String> taken) {
    String base = stem + DateText.of(time, dateFormat);
    for (int i = 0; ; i++) {
      String name = base + (i == 0 ? "" : "_%03d".formatted(i)) + ending;
      if (!taken.contains(name + COMPRESSED) && taken.add(name)) {
        return name;
      }
    }
  }
}
