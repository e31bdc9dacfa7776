package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.Noncharacters;
import io.jstartup.model.OsText;
import io.jstartup.platforms.systemd.UnitSyntax;
import java.nio.file.Path;
import java.util.List;

/**
 * How systemd's files carry an app's strings byte for byte: systemd.service(5) "Command lines", systemd.syntax(7) "Quoting",
 * systemd.exec(5) {@code EnvironmentFile=}. What they can't carry is an {@link IllegalArgumentException} that says why. Other than in
 * {@link UnitSyntax}, control characters in arguments and variables are carried: apps have them.
 */
final class AppSyntax {
  /** systemd's own limit for a line is 1 MiB. */
  private static final int LONGEST_LINE = 1_000_000;

  /** Before, it is 2048 bytes for the whole line. */
  private static final int LONG_LINES_SINCE = 235;

  private static final int LONGEST_LINE_BEFORE = 2020;

  /** The first version that is known to take every control character in a variable. */
  private static final int CONTROL_CHARACTERS_SINCE = 250;

  private static final UnitSyntax UNIT = new UnitSyntax();

  private AppSyntax() {}

  /** A path as the rest of a line. */
  static String path(String path, int version) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("'" + path + "' is no absolute path");
    }
    return fitting("its path", UNIT.value(path), version);
  }

  /** A path where systemd takes a pattern, glob(7), as the rest of a line. */
  static String pattern(Path path, int version) {
    if (path.toString().matches("(?s).*[*?\\[\\\\].*")) {
      throw new IllegalArgumentException("systemd would take '" + path + "' for a pattern");
    }
    return path(path.toString(), version);
  }

  /** A program and its arguments. */
  static String command(List<String> argv, int version) {
    StringBuilder line = new StringBuilder(UNIT.commandLine(argv.subList(0, 1)));
    argv.stream().skip(1).forEach(argument -> line.append(' ').append(argument(argument)));
    return fitting("its command line", line.toString(), version);
  }

  private static String fitting(String what, String value, int version) {
    int longest = version < LONG_LINES_SINCE ? LONGEST_LINE_BEFORE : LONGEST_LINE;
    if (OsText.encode(value).length > longest) {
      throw new IllegalArgumentException(
          what + " is longer than a line of a unit may be in systemd " + version);
    }
    return value;
  }

  /** systemd would pass on bytes that are no UTF-8, but can't show such a unit to anybody then; it ignores noncharacters. */
  private static String argument(String text) {
    if (!UnitSyntax.isText(text)) {
      throw new IllegalArgumentException(
          "an argument has bytes that are no UTF-8, or noncharacters of Unicode");
    }
    StringBuilder word = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      word.append(escaped(c));
    }
    return word.append('"').toString();
  }

  private static String escaped(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '%' -> "%%";
      case '$' -> "$$";
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      case 0 -> throw new IllegalArgumentException("an argument has a NUL");
      default -> c < ' ' || c == 0x7f ? String.format("\\x%02x", (int) c) : String.valueOf(c);
    };
  }

  /** One line, or several, of an {@code EnvironmentFile=}. Nothing is expanded in it. */
  static String variable(String name, String value, int version) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException("systemd takes no variable called '" + name + "'");
    }
    if (value.indexOf(0) >= 0 || !UnitSyntax.isText(value)) {
      throw new IllegalArgumentException(
          "variable '" + name + "' has bytes that are no UTF-8, or noncharacters of Unicode");
    }
    if (version < CONTROL_CHARACTERS_SINCE && value.chars().anyMatch(AppSyntax::isControl)) {
      throw new IllegalArgumentException(
          "systemd " + version + " takes no control characters in variable '" + name + "'");
    }
    return name + "=\"" + value.replaceAll("[\"\\\\$`]", "\\\\$0") + "\"\n";
  }

  private static boolean isControl(int c) {
    return Character.isISOControl(c) && c != '\n' && c != '\t';
  }

  /** For people: what could disturb is a question mark. */
  static String description(String text) {
    StringBuilder shown = new StringBuilder();
    for (char c : text.substring(0, Math.min(100, text.length())).toCharArray()) {
      shown.append(isDisturbing(c) ? '?' : c);
    }
    return shown.toString().replace("%", "%%");
  }

  private static boolean isDisturbing(char c) {
    return Character.isISOControl(c) || Character.isSurrogate(c) || Noncharacters.is(c);
  }
}
