package io.jstartup.supervisor.output;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Formatted bytes on their way to one or two logs, as far as these have not taken them yet. */
final class Unwritten {
  private final Map<Log, ByteBuffer> rest = new LinkedHashMap<>();

  /** @param bytes used as they are, not copied, until {@link #keep} */
  Unwritten(List<Log> logs, byte[] bytes, int size) {
    logs.forEach(log -> rest.put(log, ByteBuffer.wrap(bytes, 0, size)));
  }

  /** Writes on; true: all is written. */
  boolean write() {
    Iterator<Map.Entry<Log, ByteBuffer>> entries = rest.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Log, ByteBuffer> entry = entries.next();
      if (entry.getKey().write(entry.getValue())) {
        entries.remove();
      }
    }
    return rest.isEmpty();
  }

  /** From now on the bytes are its own. */
  void keep() {
    rest.replaceAll(
        (log, bytes) -> {
          byte[] own = new byte[bytes.remaining()];
          bytes.get(own);
          return ByteBuffer.wrap(own);
        });
  }

  /** Those that did not take all. */
  List<Log> logs() {
    return new ArrayList<>(rest.keySet());
  }
}
