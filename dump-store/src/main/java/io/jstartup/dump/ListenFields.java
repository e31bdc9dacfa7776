package io.jstartup.dump;

import io.jstartup.model.listen.ListenAddress;
import java.util.List;
import java.util.Map;

/** The field of an entry about the sockets that the supervisor holds for the app; PM2 has none such. */
final class ListenFields {
  private static final String LISTEN = "listen";

  private ListenFields() {}

  static void put(Map<String, Object> entry, List<ListenAddress> listen) {
    if (!listen.isEmpty()) {
      entry.put(LISTEN, ListenForm.json(listen));
    }
  }

  static List<ListenAddress> read(Fields fields) {
    if (!fields.ours(LISTEN)) {
      return List.of();
    }
    try {
      return ListenForm.read(fields.value(LISTEN));
    } catch (IllegalArgumentException e) {
      fields.reject(LISTEN, "can't be used, " + e.getMessage());
      return List.of();
    }
  }
}
