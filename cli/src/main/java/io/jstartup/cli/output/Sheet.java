package io.jstartup.cli.output;

import io.jstartup.cli.caller.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names and values in two columns. A value that is wider than the terminal goes on below: nothing of it is left out. */
public final class Sheet {
  private static final int NARROWEST = 20;
  private static final int FRAME = 7;

  private Sheet() {}

  /** The box, each line with its line end; nothing in a value can break the terminal. */
  public static String render(Map<String, String> rows, Terminal terminal) {
    String line = terminal.utf8() ? "─" : "-";
    String[] corners = terminal.utf8() ? new String[] {"┌┬┐", "└┴┘"} : new String[] {"+++", "+++"};
    String side = terminal.utf8() ? "│" : "|";
    int names = rows.keySet().stream().mapToInt(TextWidth::of).max().orElse(0);
    int values = values(rows, names, terminal);
    StringBuilder out = new StringBuilder();
    rule(out, corners[0], line, names, values);
    rows.forEach(
        (name, value) -> {
          String shown = name;
          for (String part : parts(Printable.line(value), values)) {
            out.append(side).append(' ').append(TextWidth.fit(shown, names, ""));
            out.append(' ').append(side).append(' ').append(TextWidth.fit(part, values, ""));
            out.append(' ').append(side).append('\n');
            shown = "";
          }
        });
    rule(out, corners[1], line, names, values);
    return out.toString();
  }

  private static int values(Map<String, String> rows, int names, Terminal terminal) {
    int widest =
        rows.values().stream()
            .mapToInt(value -> TextWidth.of(Printable.line(value)))
            .max()
            .orElse(0);
    int room = Math.max(NARROWEST, terminal.columns() - names - FRAME);
    return Math.min(widest, room);
  }

  private static void rule(StringBuilder out, String corners, String line, int names, int values) {
    out.append(corners.charAt(0)).append(line.repeat(names + 2));
    out.append(corners.charAt(1)).append(line.repeat(values + 2));
    out.append(corners.charAt(2)).append('\n');
  }

  /** The text cut into lines of this width at most; one line at least. */
  static List<String> parts(String text, int width) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      String character = Character.toString(text.codePointAt(i));
      int wide = TextWidth.of(character);
      if (used + wide > width && used > 0) {
        parts.add(part.toString());
        part.setLength(0);
        used = 0;
      }
      part.append(character);
      used += wide;
      i += character.length();
    }
    parts.add(part.toString());
    return parts;
  }
}
