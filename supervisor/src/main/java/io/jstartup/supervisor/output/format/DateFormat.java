package io.jstartup.supervisor.output.format;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date format of day.js: tokens, {@code [text]} as it is, and everything else as it is. Keeps the last text, as most lines come in the
 * second of the one before. For one thread.
 */
public final class DateFormat {
  private static final Pattern LOCALIZED = Pattern.compile("(\\[[^\\]]+])|LTS?|L{1,4}|l{1,4}");
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\[([^\\]]+)]|YYYY|YY|M{1,4}|Do|D{1,2}|d{1,4}|H{1,2}|h{1,2}|k{1,2}|m{1,2}|s{1,2}|SSS"
              + "|A|a|ZZ?|zzz|z|Q|X|x|wo|w{1,2}|W{1,2}|gggg|GGGG");

  private final ZoneId zone;
  private final List<Function<ZonedDateTime, String>> parts = new ArrayList<>();
  private boolean millis;
  private long lastStep = Long.MIN_VALUE;
  private String last = "";

  /** @param zone whose calendar and clock are shown */
  public DateFormat(String format, ZoneId zone) {
    this.zone = zone;
    String plain = expanded(format);
    Matcher token = TOKEN.matcher(plain);
    int end = 0;
    while (token.find()) {
      text(plain.substring(end, token.start()));
      end = token.end();
      if (token.group(1) != null) {
        text(token.group(1));
      } else {
        parts.add(DateToken.of(token.group()));
        millis |= DateToken.isOfMillis(token.group());
      }
    }
    text(plain.substring(end));
  }

  private static String expanded(String format) {
    return LOCALIZED
        .matcher(format)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1) != null
                        ? found.group(1)
                        : DateToken.LOCALIZED.get(found.group())));
  }

  private void text(String text) {
    if (!text.isEmpty()) {
      parts.add(time -> text);
    }
  }

  /** The date at this time, in ms since the epoch. The same object as last time when nothing in it changed. */
  public String text(long epochMillis) {
    long step = millis ? epochMillis : Math.floorDiv(epochMillis, 1000);
    if (step != lastStep) {
      lastStep = step;
      last = render(Instant.ofEpochMilli(epochMillis).atZone(zone));
    }
    return last;
  }

  private String render(ZonedDateTime time) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.apply(time)));
    return text.toString();
  }
}
