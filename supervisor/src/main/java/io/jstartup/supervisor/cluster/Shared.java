package io.jstartup.supervisor.cluster;

import io.jstartup.platforms.os.SharedSocket;
import io.jstartup.platforms.os.SocketWish;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One socket of an app.
 *
 * @param data see {@link Query#data}
 * @param users the unique ids of the instances that have it, or are about to be started again and had it
 */
record Shared(String key, SharedSocket socket, String data, Set<String> users) {

  Shared(String key, SharedSocket socket, String data) {
    this(key, socket, data, new LinkedHashSet<>());
  }

  /** Without the data, which may be secret. */
  Map<String, Object> toJson() {
    SocketWish wish = socket.wish();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", key);
    json.put("kind", wish.kind().name());
    json.put("address", wish.address());
    json.put("port", (long) wish.port());
    json.put("only6", wish.only6());
    json.put("reuse", wish.reuse());
    json.put("inode", socket.inode());
    json.put("users", new ArrayList<Object>(users));
    return json;
  }

  /** What {@link #toJson} wrote of its wish; throws some RuntimeException when it is something else. */
  static SocketWish wish(Map<?, ?> json) {
    return new SocketWish(
        SocketWish.Kind.valueOf((String) json.get("kind")),
        (String) json.get("address"),
        ((Long) json.get("port")).intValue(),
        (Boolean) json.get("only6"),
        (Boolean) json.get("reuse"));
  }

  static List<String> users(Map<?, ?> json) {
    return ((List<?>) json.get("users")).stream().map(String.class::cast).toList();
  }
}
