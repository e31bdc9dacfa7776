package io.jstartup.supervisor.control;

import io.jstartup.dump.json.Json;
import java.nio.ByteBuffer;
import java.util.Map;

/** One message of the control protocol. The arrays are not copied. */
public record Frame(byte[] header, byte[] body) {
  static final int PREFIX = 8;

  private static final byte[] NO_BODY = {};

  public static Frame of(Map<String, Object> header) {
    return of(header, NO_BODY);
  }

  public static Frame of(Map<String, Object> header, byte[] body) {
    return new Frame(Json.compact(header), body);
  }

  /** As it goes over the wire. */
  public byte[] encode() {
    return ByteBuffer.allocate(PREFIX + header.length + body.length)
        .putInt(header.length)
        .putInt(body.length)
        .put(header)
        .put(body)
        .array();
  }
}
