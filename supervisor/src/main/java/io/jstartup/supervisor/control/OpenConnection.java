package io.jstartup.supervisor.control;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A client as it is handed over to the next supervisor.
 *
 * @param descriptor its connection
 * @param received what came of a frame that is not whole yet
 * @param unsent what it has not taken yet
 * @param deaf nothing more is heard from it, and it is closed when that is sent
 * @param requests its open requests, as {@link OpenRequest#toJson} gives them
 */
public record OpenConnection(
    int descriptor, byte[] received, byte[] unsent, boolean deaf, List<Object> requests) {

  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("fd", (long) descriptor);
    json.put("received", Base64.getEncoder().encodeToString(received));
    json.put("unsent", Base64.getEncoder().encodeToString(unsent));
    json.put("deaf", deaf);
    json.put("requests", requests);
    return json;
  }

  /** Throws some RuntimeException when it is no such object. */
  public static OpenConnection fromJson(Map<?, ?> json) {
    return new OpenConnection(
        ((Long) json.get("fd")).intValue(),
        Base64.getDecoder().decode((String) json.get("received")),
        Base64.getDecoder().decode((String) json.get("unsent")),
        (Boolean) json.get("deaf"),
        new ArrayList<>((List<?>) json.get("requests")));
  }
}
