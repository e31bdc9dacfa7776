package io.jstartup.supervisor.control;

import io.jstartup.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Problems as JSON. */
final class Problems {
  private Problems() {}

  static List<Object> toJson(List<Problem> problems) {
    List<Object> list = new ArrayList<>();
    for (Problem problem : problems) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("what", problem.what());
      json.put("why", problem.why());
      json.put("remedy", problem.remedy());
      list.add(json);
    }
    return list;
  }

  static List<Problem> fromJson(List<?> list) {
    List<Problem> problems = new ArrayList<>();
    for (Object each : list) {
      Map<?, ?> json = (Map<?, ?>) each;
      problems.add(
          new Problem(
              (String) json.get("what"), (String) json.get("why"), (String) json.get("remedy")));
    }
    return problems;
  }
}
