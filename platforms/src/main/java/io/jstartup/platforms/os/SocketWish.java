package io.jstartup.platforms.os;

/**
 * A socket that is to be shared by processes, as libuv describes it to bind(2).
 *
 * @param kind what it is
 * @param address an IP address, for IPv6 with {@code %zone} if need be; a path for {@link Kind#PATH}; empty for {@link Kind#ANY}
 * @param port 0: one that is free; nothing for a path
 * @param only6 for IPv6: no IPv4
 * @param reuse for datagrams: beside others that want that too, SO_REUSEADDR
 */
public record SocketWish(Kind kind, String address, int port, boolean only6, boolean reuse) {
  /** What a socket is for. */
  public enum Kind {
    /** TCP on all addresses: IPv6 with IPv4, or IPv4 alone where there is no IPv6. */
    ANY,
    TCP4,
    TCP6,
    /** A UNIX stream socket. */
    PATH,
    UDP4,
    UDP6
  }

  public SocketWish {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("no port: " + port);
    }
  }

  /** {@code 127.0.0.1:80}, {@code [::1]:80}, {@code *:80}, {@code udp 127.0.0.1:53}, a path. */
  public String text() {
    return switch (kind) {
      case ANY -> "*:" + port;
      case TCP4 -> address + ":" + port;
      case TCP6 -> "[" + address + "]:" + port;
      case PATH -> address;
      case UDP4 -> "udp " + address + ":" + port;
      case UDP6 -> "udp [" + address + "]:" + port;
    };
  }
}
