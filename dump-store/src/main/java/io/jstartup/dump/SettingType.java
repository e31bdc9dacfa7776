package io.jstartup.dump;

import io.jstartup.model.LogPolicy;
import io.jstartup.model.LogRotation;
import io.jstartup.model.cron.CronPattern;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a setting's value can be. {@link #parse} throws an IllegalArgumentException for another one. */
enum SettingType {
  /** {@code Boolean}. */
  SWITCH("true or false") {
    @Override
    Object parse(String word) {
      return switch (word) {
        case "true", "on", "1" -> true;
        case "false", "off", "0" -> false;
        default -> throw new IllegalArgumentException();
      };
    }
  },
  /** {@code Long}: bytes. */
  SIZE("a number of bytes, or a number with K, M or G behind it; 0 is no limit") {
    @Override
    Object parse(String word) {
      Matcher size = SIZES.matcher(word);
      if (!size.matches()) {
        throw new IllegalArgumentException();
      }
      String unit = size.group(2).toUpperCase(Locale.ROOT);
      return Long.parseLong(size.group(1)) << (unit.isEmpty() ? 0 : 10 + 10 * "KMG".indexOf(unit));
    }
  },
  /** {@code Integer}. */
  RETAIN("a whole number or 'all'") {
    @Override
    Object parse(String word) {
      return word.equals("all") ? (Object) LogRotation.KEEP_ALL : whole(word, 0, 1_000_000);
    }
  },
  /** {@code Integer}: seconds. */
  SECONDS("a whole number of seconds from 1 to 3600") {
    @Override
    Object parse(String word) {
      return whole(word, 1, 3600);
    }
  },
  /** {@code String}. */
  FILE_DATE(
      "a day.js format such as 'YYYY-MM-DD_HH-mm-ss', without a slash, at most 100 characters") {
    @Override
    Object parse(String word) {
      boolean good = !word.isBlank() && word.length() <= 100 && word.indexOf('/') < 0;
      if (!good || !LogPolicy.isDateFormat(word)) {
        throw new IllegalArgumentException();
      }
      return word;
    }
  },
  /** {@code String}: a pattern that can be read; empty: none. */
  CRON("a cron pattern such as '0 0 * * *', or 'off'") {
    @Override
    Object parse(String word) {
      if (word.isBlank() || word.equals("off") || word.equals("false")) {
        return "";
      }
      CronPattern.parse(word);
      return word.trim();
    }
  };

  private static final Pattern SIZES = Pattern.compile("(\\d{1,9})([KMGkmg]?)");

  private final String allowed;

  SettingType(String allowed) {
    this.allowed = allowed;
  }

  /** What it takes, for a sentence that begins with "it is". */
  String allowed() {
    return allowed;
  }

  abstract Object parse(String word);

  private static Integer whole(String word, int least, int most) {
    int number = Integer.parseInt(word);
    if (number < least || number > most) {
      throw new IllegalArgumentException();
    }
    return number;
  }
}
