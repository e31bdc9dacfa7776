package io.jstartup.supervisor.cluster;

import io.jstartup.dump.json.Json;
import io.jstartup.platforms.os.SocketWish;
import io.jstartup.platforms.os.SocketWish.Kind;
import java.util.Map;
import java.util.Optional;

/**
 * What a worker asks when its program listens: {@code queryServer}.
 *
 * @param seq number of the message, for the answer
 * @param key by which its and other workers' sockets are the same one
 * @param data what the workers of that socket are to have in common, such as the keys of TLS tickets: a JSON text, or null
 * @param wish empty: no socket can be made of it
 */
record Query(long seq, String key, String data, Optional<SocketWish> wish) {
  /** Both are kept as long as the socket is, and a hostile app may have hundreds: Node's own have some 100 characters. */
  private static final int LONGEST_KEY = 512;

  private static final int LONGEST_DATA = 4096;
  private static final long PATH = -1;
  private static final long IPV6 = 6;

  // libuv's uv_tcp_flags and uv_udp_flags
  private static final long ONLY_6 = 1;
  private static final long REUSE = 4;

  /** Empty when it is none. */
  static Optional<Query> of(Map<?, ?> message) {
    if (!(message.get("seq") instanceof Long seq)) {
      return Optional.empty();
    }
    String key =
        message.get("address")
            + ":"
            + message.get("port")
            + ":"
            + message.get("addressType")
            + ":"
            + message.get("fd")
            + ":"
            + message.get("index");
    Object data = message.get("data");
    String text = data == null ? null : Json.compactText(data);
    boolean tooLong = key.length() > LONGEST_KEY || text != null && text.length() > LONGEST_DATA;
    return Optional.of(
        tooLong
            ? new Query(seq, key, null, Optional.empty())
            : new Query(seq, key, text, wish(message)));
  }

  /** For people; whoever asks decides how long a key is. */
  String brief() {
    return key.length() <= LONGEST_KEY
        ? key
        : key.substring(0, LONGEST_KEY) + "... (" + key.length() + " characters)";
  }

  private static Optional<SocketWish> wish(Map<?, ?> message) {
    Optional<Kind> kind = kind(message);
    if (kind.isEmpty() || number(message, "fd", -1) >= 0) {
      return Optional.empty();
    }
    long port = kind.get() == Kind.PATH ? 0 : number(message, "port", -1);
    String address = message.get("address") instanceof String text ? text : "";
    if (port < 0 || port > 65_535) {
      return Optional.empty();
    }
    long flags = number(message, "flags", 0);
    boolean reuse = (flags & REUSE) != 0 && message.get("addressType") instanceof String;
    return Optional.of(
        new SocketWish(kind.get(), address, (int) port, (flags & ONLY_6) != 0, reuse));
  }

  private static Optional<Kind> kind(Map<?, ?> message) {
    Object type = message.get("addressType");
    if (type instanceof String word) {
      return switch (word) {
        case "udp4" -> Optional.of(Kind.UDP4);
        case "udp6" -> Optional.of(Kind.UDP6);
        default -> Optional.empty();
      };
    }
    if (!(type instanceof Long number)) {
      return Optional.empty();
    }
    if (number == PATH) {
      return Optional.of(Kind.PATH);
    }
    boolean anywhere = !(message.get("address") instanceof String text) || text.isEmpty();
    return Optional.of(anywhere ? Kind.ANY : number == IPV6 ? Kind.TCP6 : Kind.TCP4);
  }

  private static long number(Map<?, ?> message, String name, long otherwise) {
    return message.get(name) instanceof Long number ? number : otherwise;
  }
}
