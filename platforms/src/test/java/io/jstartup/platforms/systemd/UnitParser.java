package io.jstartup.platforms.systemd;

import java.util.ArrayList;
import java.util.List;

/**
 * How systemd reads a unit's value, written down from systemd.syntax(7), systemd.unit(5) "Specifiers" and systemd.service(5) "Command
 * lines", and nothing shared with what escapes.
 */
final class UnitParser {
  private UnitParser() {}

  /** A file's lines: a backslash at a line's end joins it with the next, and blanks around a value are cut off. */
  static String line(String file) {
    if (file.contains("\n") || file.endsWith("\\")) {
      throw new IllegalArgumentException("this is more than one line");
    }
    return file.strip();
  }

  /** The words of a value, with quotes and escapes resolved and specifiers expanded. */
  static List<String> words(String value) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (quote == 0 && c == ' ') {
        if (word != null) {
          words.add(specifiers(word.toString()));
        }
        word = null;
        continue;
      }
      word = word == null ? new StringBuilder() : word;
      if (c == '\\') {
        word.append(unescaped(value.charAt(++i)));
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else {
        word.append(c);
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("a quote is open");
    }
    if (word != null) {
      words.add(specifiers(word.toString()));
    }
    return words;
  }

  private static char unescaped(char c) {
    return switch (c) {
      case '\\', '"', '\'' -> c;
      case 'n' -> '\n';
      case 't' -> '\t';
      default -> throw new IllegalArgumentException("unknown escape " + c);
    };
  }

  /** {@code %%} is a percent sign; any other specifier would become something else. */
  static String specifiers(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      out.append(text.charAt(i));
      if (text.charAt(i) == '%' && (++i == text.length() || text.charAt(i) != '%')) {
        throw new IllegalArgumentException("a specifier");
      }
    }
    return out.toString();
  }

  /** A command's words: of the arguments, but not of the program's path, variables are replaced and {@code $$} is a dollar sign. */
  static List<String> command(String value) {
    List<String> words = words(value);
    List<String> argv = new ArrayList<>(words.subList(0, 1));
    for (String word : words.subList(1, words.size())) {
      argv.add(variables(word));
    }
    return argv;
  }

  private static String variables(String word) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      out.append(word.charAt(i));
      if (word.charAt(i) == '$' && (++i == word.length() || word.charAt(i) != '$')) {
        throw new IllegalArgumentException("a variable");
      }
    }
    return out.toString();
  }
}
