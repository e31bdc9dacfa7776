package io.jstartup.supervisor.handover;

import io.jstartup.model.listen.ListenAddress;
import java.util.List;
import java.util.Map;

/** A socket of an app and its descriptor. */
record HeldSocket(int descriptor, ListenAddress address) {
  static List<HeldSocket> all(Object json) {
    return json instanceof List<?> list
        ? list.stream().map(each -> fromJson((Map<?, ?>) each)).toList()
        : List.of(); // an earlier version held none
  }

  private static HeldSocket fromJson(Map<?, ?> json) {
    return new HeldSocket(
        ((Long) json.get("descriptor")).intValue(),
        new ListenAddress(
            (String) json.get("address"),
            (String) json.get("name"),
            Boolean.TRUE.equals(json.get("stdin"))));
  }

  Map<String, Object> toJson() {
    return Map.of(
        "descriptor",
        (long) descriptor,
        "address",
        address.address(),
        "name",
        address.name(),
        "stdin",
        address.stdin());
  }
}
