package io.jstartup.cli.output;

import io.jstartup.dump.ListDiff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code save --diff} shows: what a save would change in the saved list. */
public final class DiffText {
  private static final int LONGEST = 120;

  private DiffText() {}

  /** {@code + web}, {@code - api}, {@code ~ db} with its fields below; names can't break the terminal. */
  public static String render(ListDiff diff) {
    StringBuilder out = new StringBuilder();
    diff.added().forEach(which -> line(out, "+ " + label(which)));
    diff.removed().forEach(which -> line(out, "- " + label(which)));
    for (ListDiff.Change change : diff.changed()) {
      line(out, "~ " + label(change.which()));
      change.fields().forEach(field -> line(out, "    " + text(field)));
    }
    return out.toString();
  }

  /** The same as JSON members. */
  public static Map<String, Object> json(ListDiff diff) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("same", diff.same());
    json.put("added", diff.added().stream().map(DiffText::json).toList());
    json.put("removed", diff.removed().stream().map(DiffText::json).toList());
    List<Object> changed = new ArrayList<>();
    for (ListDiff.Change change : diff.changed()) {
      Map<String, Object> one = json(change.which());
      one.put("fields", change.fields().stream().map(ListDiff.Field::name).toList());
      changed.add(one);
    }
    json.put("changed", changed);
    return json;
  }

  private static Map<String, Object> json(ListDiff.Which which) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", which.name());
    json.put("number", (long) which.number());
    return json;
  }

  private static void line(StringBuilder out, String text) {
    out.append(Printable.line(text)).append('\n');
  }

  private static String label(ListDiff.Which which) {
    return which.name() + (which.number() == 0 ? "" : " (instance " + which.number() + ")");
  }

  private static String text(ListDiff.Field field) {
    if (field.before().isEmpty() && field.after().isEmpty()) {
      return field.name() + " differs";
    }
    return field.name() + ": " + shortened(field.before()) + " -> " + shortened(field.after());
  }

  private static String shortened(String json) {
    if (json.isEmpty()) {
      return "nothing";
    }
    return json.length() <= LONGEST ? json : json.substring(0, LONGEST) + "...";
  }
}
