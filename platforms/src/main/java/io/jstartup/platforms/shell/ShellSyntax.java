package io.jstartup.platforms.shell;

import io.jstartup.model.OsText;
import io.jstartup.platforms.Syntax;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a script for sh(1) carries text literally: POSIX, "Quoting". Newlines and other control characters could be carried, but not in
 * the comments and headers beside; in a name or a path of a boot hook they are a mistake or an attack, and are refused.
 */
public final class ShellSyntax implements Syntax {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  /** {@inheritDoc} One word, quoted only when it has to be. */
  @Override
  public String value(String text) {
    return word(text);
  }

  @Override
  public String word(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a boot script can't carry newlines, NUL and other control characters");
    }
    if (!OsText.isUtf8(text)) {
      throw new IllegalArgumentException("a boot script can't carry bytes that are no UTF-8");
    }
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  @Override
  public String commandLine(List<String> argv) {
    return argv.stream().map(this::word).collect(Collectors.joining(" "));
  }
}
