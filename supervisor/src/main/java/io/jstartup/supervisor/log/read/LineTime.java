package io.jstartup.supervisor.log.read;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time that a line begins with: ISO 8601, its date and time apart or not, in brackets or not. */
public final class LineTime {
  /** So many of a line's bytes tell. */
  static final int BYTES = 40;

  private static final Pattern BEGINNING =
      Pattern.compile(
          "\\[?(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?) ?(Z|[+-]\\d\\d:?\\d\\d)?(?!\\d).*",
          Pattern.DOTALL);

  private LineTime() {}

  /** Of a line that begins with these bytes. A time without an offset is one of this zone. */
  public static Optional<Instant> of(byte[] beginning, ZoneId zone) {
    if (beginning.length < 19 || (beginning[0] != '[' && !Character.isDigit(beginning[0]))) {
      return Optional.empty();
    }
    Matcher matcher = BEGINNING.matcher(new String(beginning, StandardCharsets.ISO_8859_1));
    return matcher.matches() ? instant(matcher, zone) : Optional.empty();
  }

  private static Optional<Instant> instant(Matcher matcher, ZoneId zone) {
    String text = matcher.group(1) + "T" + matcher.group(2).replace(',', '.');
    String offset = matcher.group(3);
    try {
      return Optional.of(
          offset == null
              ? LocalDateTime.parse(text).atZone(zone).toInstant()
              : OffsetDateTime.parse(
                      text + withColon(offset), DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                  .toInstant());
    } catch (DateTimeException e) {
      return Optional.empty(); // the 31st of February
    }
  }

  private static String withColon(String offset) {
    return offset.length() == 5 ? offset.substring(0, 3) + ":" + offset.substring(3) : offset;
  }
}
