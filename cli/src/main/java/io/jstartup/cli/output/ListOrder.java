package io.jstartup.cli.output;

import io.jstartup.dump.processfile.NearestName;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.control.ProcessRow;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code --sort FIELD[:asc|desc]}: the fields of the list, by PM2's names. */
public final class ListOrder {
  private static final Map<String, Comparator<ProcessRow>> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("name", Comparator.comparing(ProcessRow::name));
    FIELDS.put("id", Comparator.comparing(ProcessRow::id));
    FIELDS.put("namespace", Comparator.comparing(ProcessRow::namespace));
    FIELDS.put("mode", Comparator.comparing(ProcessRow::mode));
    FIELDS.put("pid", Comparator.comparing(ProcessRow::pid));
    FIELDS.put("uptime", Comparator.comparing(ProcessRow::uptimeMillis));
    FIELDS.put("restarts", Comparator.comparing(ProcessRow::restarts));
    FIELDS.put("status", Comparator.comparing(ProcessRow::status));
    FIELDS.put("cpu", Comparator.comparing(ProcessRow::cpu));
    FIELDS.put("memory", Comparator.comparing(ProcessRow::memory));
    FIELDS.put("mem", FIELDS.get("memory"));
    FIELDS.put("user", Comparator.comparing(ProcessRow::user));
  }

  private ListOrder() {}

  /**
   * The order that these words ask for; equal ones by id.
   *
   * @throws ProblemsException when there is no such field or direction
   */
  public static Comparator<ProcessRow> parse(String text) {
    String[] words = text.split(":", -1);
    Comparator<ProcessRow> order = FIELDS.get(words[0]);
    if (order == null) {
      throw new ProblemsException(
          "cannot sort by '" + words[0] + "'",
          "the fields are " + String.join(", ", FIELDS.keySet()),
          NearestName.of(words[0], FIELDS.keySet())
              .map(near -> "did you mean '" + near + "'?")
              .orElse(""));
    }
    String direction = words.length > 1 ? words[1] : "asc";
    if (words.length > 2 || !(direction.equals("asc") || direction.equals("desc"))) {
      throw new ProblemsException(
          "cannot sort by '" + text + "'", "a field is followed by :asc or :desc", "");
    }
    return (direction.equals("asc") ? order : order.reversed()).thenComparing(ProcessRow::id);
  }
}
