package io.jstartup.tests.fidelity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jstartup.model.OsText;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.random.RandomGenerator;

/** Strings that break whatever takes them for text, for lines, for patterns or for words of a shell, a unit or a markup. */
final class HostileText {
  private static final List<String> PIECES =
      List.of(
          " ",
          "  two  words ",
          "'",
          "\"",
          "it's \"quoted\"",
          "'\"'\"'",
          "$HOME",
          "${HOME:-x}",
          "$$",
          "$(id)",
          "`id`",
          "%n",
          "%%",
          "%h/%i",
          "\\",
          "\\\\",
          "\\n",
          "\\x20",
          "\\\"",
          "\n",
          "line one\nline two\n",
          "\r\n",
          "\t",
          "\u001b[31m",
          "\u0001",
          "\u007f",
          ";",
          "; rm -rf .",
          "&&",
          "|",
          "<in >out",
          "*",
          "?",
          "[a-z]",
          "{a,b}",
          "~",
          "#",
          "!",
          "!!",
          "^",
          "=",
          "a=b=c",
          ":",
          ",",
          "@",
          "-",
          "--",
          "--name=other",
          "+",
          "&amp;",
          "]]>",
          "<key>",
          "gr\u00f6\u00dfe",
          "\u65e5\u672c\u8a9e",
          "\ud83d\ude00",
          "e\u0301",
          "\ufeff",
          "\u202e",
          "\u2028",
          "\u0085",
          "null",
          "true",
          "0",
          "[\"json\"]",
          "{}");

  /** As long as one argument may be, with room for a variable's name. */
  private static final int LONGEST = 100_000;

  private final RandomGenerator random;

  HostileText(RandomGenerator random) {
    this.random = random;
  }

  /** Any bytes but NUL, as a string of the system; often empty, rarely very long. */
  String any() {
    return switch (random.nextInt(12)) {
      case 0 -> "";
      case 1 -> bytes();
      case 2 -> random.nextInt(40) == 0 ? "x".repeat(LONGEST) : text() + bytes();
      case 3 -> "\ufdd0" + text() + "\uffff";
      default -> text();
    };
  }

  /** Valid UTF-8, not empty. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  /** A name that a variable can have. */
  String variableName() {
    String name = random.nextInt(3) == 0 ? any() : "V" + text();
    return "v" + (name.length() < 1000 ? name : "").replace('=', '.');
  }

  /** The name of one file or folder, in UTF-8. */
  String fileName() {
    String name = text().replace('/', '.');
    return (name.getBytes(UTF_8).length < 200 ? name : "long") + "\u00fc";
  }

  private String bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = random.nextInt(30); i >= 0; i--) {
      bytes.write(1 + random.nextInt(255));
    }
    return OsText.decode(bytes.toByteArray());
  }
}
