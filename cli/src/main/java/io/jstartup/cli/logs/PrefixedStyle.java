package io.jstartup.cli.logs;

import io.jstartup.cli.output.Padding;
import io.jstartup.cli.output.Printable;
import io.jstartup.supervisor.log.read.LogSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** {@code 0|web  | text}: on a terminal a colour an app, and a red bar for standard error. */
final class PrefixedStyle implements LineStyle {
  private static final String[] COLOURS = {"36", "35", "32", "33", "34", "96", "95", "92", "93"};
  private static final String END = "\u001b[0m";

  private final boolean colour;
  private final Clock clock;
  private final Highlight highlight;
  private final Map<LogSource, byte[]> prefixes = new HashMap<>();
  private int width;

  PrefixedStyle(boolean colour, Clock clock, String highlight) {
    this.colour = colour;
    this.clock = clock;
    this.highlight = new Highlight(colour ? highlight : "");
  }

  /** All of these get prefixes of one width. */
  void align(Collection<LogSource> sources) {
    prefixes.clear();
    width = sources.stream().mapToInt(it -> Padding.width(label(it))).max().orElse(0);
  }

  @Override
  public void begin(LogSource source, LineBuffer out) throws IOException {
    byte[] prefix = prefixes.get(source);
    if (prefix == null) {
      prefix = prefix(source).getBytes(StandardCharsets.UTF_8);
      prefixes.put(source, prefix);
    }
    String time = clock.text();
    if (!time.isEmpty()) {
      out.add(time + " ");
    }
    out.add(prefix);
  }

  @Override
  public void text(byte[] bytes, int from, int to, LineBuffer out) throws IOException {
    highlight.add(bytes, from, to, out);
  }

  private String prefix(LogSource source) {
    String label = Padding.right(label(source), width);
    if (!colour) {
      return label + " | ";
    }
    int number = source.id() == LogSource.NO_ID ? source.name().hashCode() : source.id();
    String own = "\u001b[" + COLOURS[Math.floorMod(number, COLOURS.length)] + "m";
    String bar = source.error() ? "\u001b[31m|" : own + "|";
    return own + label + " " + END + bar + END + " ";
  }

  static String label(LogSource source) {
    String name = Printable.line(source.name());
    return source.id() == LogSource.NO_ID ? name : source.id() + "|" + name;
  }
}
