package io.jstartup.supervisor.control;

import io.jstartup.model.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that is not answered yet, or goes on for ever as a subscription does, as it is handed over to the next supervisor.
 *
 * @param verb what is being done: {@code stop}
 * @param awaited the unique ids of the instances that have not come to rest
 * @param touched the rows of those that have
 * @param problems those met so far
 */
public record OpenRequest(
    Request request,
    String verb,
    List<String> awaited,
    List<Object> touched,
    List<Problem> problems) {

  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", request.id());
    json.put("verb", verb);
    json.put("awaited", awaited);
    json.put("touched", touched);
    json.put("problems", Problems.toJson(problems));
    return json;
  }

  /** Throws some RuntimeException when it is no such object. */
  @SuppressWarnings("unchecked") // what toJson has written
  static OpenRequest fromJson(Session session, Map<?, ?> json) {
    return new OpenRequest(
        new Request(session, (Long) json.get("id"), Map.of(), new byte[0]),
        (String) json.get("verb"),
        (List<String>) json.get("awaited"),
        (List<Object>) json.get("touched"),
        Problems.fromJson((List<?>) json.get("problems")));
  }
}
