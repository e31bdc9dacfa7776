package io.jstartup.platforms.systemd;

import io.jstartup.model.Noncharacters;
import io.jstartup.model.OsText;
import io.jstartup.platforms.Syntax;
import java.util.List;

/**
 * How a unit file carries text literally: systemd.syntax(7), "Quoting" and "Command lines" of systemd.service(5), "Specifiers" of
 * systemd.unit(5). Control characters are refused although some could be written as escapes: in a name or a path of a boot hook
 * they are a mistake or an attack. So are bytes that are no UTF-8 and noncharacters, which systemd ignores the whole line for.
 */
public final class UnitSyntax implements Syntax {
  /**
   * {@inheritDoc} Not quoted, as most settings take the rest of the line as it is; so what a line can't end or begin with is
   * refused.
   */
  @Override
  public String value(String text) {
    requireWritable(text);
    if (!text.equals(text.strip()) || text.endsWith("\\")) {
      throw new IllegalArgumentException(
          "a unit's value can't begin or end with a blank, nor end with a backslash");
    }
    return text.replace("%", "%%");
  }

  /** {@inheritDoc} For settings that take a list of words, such as {@code Environment=} and {@code RequiresMountsFor=}. */
  @Override
  public String word(String text) {
    requireWritable(text);
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + '"';
  }

  /**
   * {@inheritDoc} Arguments are expanded once more than the program's path is: in them, and only in them, a dollar sign is written
   * twice. The path must be absolute, so that no character of it is taken for one of the prefixes.
   */
  @Override
  public String commandLine(List<String> argv) {
    if (argv.isEmpty() || !argv.get(0).startsWith("/")) {
      throw new IllegalArgumentException("a unit's command needs the program's absolute path");
    }
    if (argv.get(0).matches("(?s).*['\"\\\\].*")) {
      throw new IllegalArgumentException(
          "systemd starts no program with a quote or a backslash in its path");
    }
    StringBuilder line = new StringBuilder(word(argv.get(0)));
    argv.stream()
        .skip(1)
        .forEach(argument -> line.append(' ').append(word(argument).replace("$", "$$")));
    return line.toString();
  }

  /**
   * Whether systemd takes this for text: its own test for UTF-8 lets noncharacters of Unicode in no more than other bytes, and a line
   * with any of either is ignored.
   */
  public static boolean isText(String text) {
    return OsText.isUtf8(text) && !Noncharacters.in(text);
  }

  private static void requireWritable(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a unit can't carry newlines, NUL and other control characters");
    }
    if (!isText(text)) {
      throw new IllegalArgumentException(
          "a unit can't carry bytes that are no UTF-8, nor noncharacters of Unicode");
    }
  }
}
