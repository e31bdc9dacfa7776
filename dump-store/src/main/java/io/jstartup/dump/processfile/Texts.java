package io.jstartup.dump.processfile;

import io.jstartup.dump.json.Json;
import io.jstartup.model.OsText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Texts out of the values of a process file, all of which can be handed to the system. Whatever can't be one is a {@link BadValue}. */
final class Texts {
  private Texts() {}

  /** A text, a number as JavaScript prints it, or a truth value. */
  static String scalar(Object value) {
    if (value == null || value instanceof Map || value instanceof List) {
      throw new BadValue();
    }
    return clean(value instanceof Double number ? plain(number) : value.toString());
  }

  /** As JavaScript prints it: no {@code .0}. */
  private static String plain(Double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? String.valueOf(number.longValue()) : number.toString();
  }

  private static String clean(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new BadValue("it has a NUL character in it");
    }
    try {
      OsText.encode(text);
    } catch (IllegalArgumentException e) {
      throw new BadValue("it has characters in it that can't be written as UTF-8");
    }
    return text;
  }

  /** An array's items, each converted; which one is wrong is said. */
  static <T> List<T> each(List<?> items, Function<Object, T> conversion) {
    List<T> converted = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      try {
        converted.add(conversion.apply(items.get(i)));
      } catch (BadValue e) {
        String why = e.getMessage() == null ? "is not one" : "can't be one: " + e.getMessage();
        throw new BadValue("its item " + (i + 1) + " " + why);
      }
    }
    return converted;
  }

  /** An empty part would be in every name. */
  static List<String> parts(List<?> words) {
    List<String> parts = new ArrayList<>();
    words.forEach(word -> parts.add(scalar(word)));
    if (parts.contains("")) {
      throw new BadValue();
    }
    return parts;
  }

  /** A name that a variable of an environment can have. */
  static String variableName(String name) {
    if (name.isEmpty() || name.indexOf('=') >= 0) {
      throw new BadValue("no variable can have the name '" + name + "'");
    }
    return clean(name);
  }

  /** The value of one; what is no scalar as JSON. */
  static String variable(Object value) {
    boolean json = value == null || value instanceof Map || value instanceof List;
    return json ? clean(Json.compactText(value)) : scalar(value);
  }
}
