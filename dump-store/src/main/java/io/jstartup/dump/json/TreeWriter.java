package io.jstartup.dump.json;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes one tree. Not Jackson's generator, because that one refuses the lone surrogates that stand for bytes which are no UTF-8.
 */
final class TreeWriter {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder(1024);
  private final boolean pretty;
  private int depth;

  TreeWriter(boolean pretty) {
    this.pretty = pretty;
  }

  String write(Object tree) {
    value(tree);
    return out.toString();
  }

  private void value(Object value) {
    if (value instanceof String text) {
      string(text);
    } else if (value instanceof Map<?, ?> map) {
      group('{', '}', map.entrySet(), this::member);
    } else if (value instanceof List<?> list) {
      group('[', ']', list, this::value);
    } else if (value == null || value instanceof Boolean || value instanceof Number) {
      scalar(value);
    } else {
      throw new IllegalArgumentException("no JSON value: " + value.getClass());
    }
  }

  private void scalar(Object value) {
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw new IllegalArgumentException("no JSON number: " + number);
    }
    out.append(value);
  }

  private <T> void group(char open, char close, Iterable<T> items, Consumer<T> write) {
    out.append(open);
    Iterator<T> iterator = items.iterator();
    if (iterator.hasNext()) {
      if (++depth > Json.MAX_DEPTH) {
        throw new IllegalArgumentException("nested deeper than " + Json.MAX_DEPTH);
      }
      items(iterator, write);
      depth--;
      newLine();
    }
    out.append(close);
  }

  private <T> void items(Iterator<T> iterator, Consumer<T> write) {
    newLine();
    write.accept(iterator.next());
    while (iterator.hasNext()) {
      out.append(',');
      newLine();
      write.accept(iterator.next());
    }
  }

  private void member(Map.Entry<?, ?> member) {
    string((String) member.getKey());
    out.append(pretty ? ": " : ":");
    value(member.getValue());
  }

  private void newLine() {
    if (pretty) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private void string(String text) {
    out.append('"');
    int plainFrom = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPair(text, i)) {
        i++;
      } else if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
        out.append(text, plainFrom, i);
        escape(c);
        plainFrom = i + 1;
      }
    }
    out.append(text, plainFrom, text.length()).append('"');
  }

  private static boolean isPair(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1));
  }

  private void escape(char c) {
    out.append('\\');
    switch (c) {
      case '"', '\\' -> out.append(c);
      case '\n' -> out.append('n');
      case '\r' -> out.append('r');
      case '\t' -> out.append('t');
      case '\b' -> out.append('b');
      case '\f' -> out.append('f');
      default -> {
        out.append('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX[c >> shift & 0xF]);
        }
      }
    }
  }
}
