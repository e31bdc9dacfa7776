package io.jstartup.cli.start;

import io.jstartup.dump.processfile.Attributes;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.control.Changeable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a restart of listed apps changes of them, from the options that were given.
 *
 * @param fields by the names of the saved list and in its form
 * @param without options that change nothing of an app that is listed
 */
public record RestartChanges(Map<String, Object> fields, Set<String> without) {
  /**
   * Sorts and checks them.
   *
   * @param targets as messages name them
   * @throws ProblemsException with all that is wrong with the values
   */
  public static RestartChanges of(List<String> targets, Map<String, Object> attributes) {
    Map<String, Object> possible = new LinkedHashMap<>(attributes);
    possible.keySet().retainAll(Changeable.FIELDS);
    Set<String> without = new TreeSet<>(attributes.keySet());
    without.removeAll(Changeable.FIELDS);
    List<Problem> problems = new ArrayList<>();
    String subject = "'" + String.join("', '", targets) + "'";
    Attributes checked = Attributes.of(subject, possible, problems, new ArrayList<>());
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    return new RestartChanges(checked.fields(), without);
  }
}
