package io.jstartup.platforms.os.linux;

import io.jstartup.model.listen.IpLiteral;
import io.jstartup.model.listen.ListenAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** {@code struct sockaddr_in} and {@code sockaddr_in6}, ip(7), ipv6(7): the same on all architectures but for the family's bytes. */
final class InetSocketBytes {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int SIZE_4 = 16;
  static final int SIZE_6 = 28;
  private static final int ADDRESS_4_AT = 4;
  private static final int ADDRESS_6_AT = 8;

  private InetSocketBytes() {}

  static int family(ListenAddress address) {
    return address.host().isEmpty() || address.host().contains(":") ? AF_INET6 : AF_INET;
  }

  /** @param family for all addresses it may be either */
  static byte[] of(ListenAddress address, int family) {
    ByteBuffer bytes = ByteBuffer.allocate(family == AF_INET6 ? SIZE_6 : SIZE_4);
    bytes.order(ByteOrder.nativeOrder()).putShort((short) family);
    bytes.order(ByteOrder.BIG_ENDIAN).putShort((short) address.port());
    if (!address.host().isEmpty()) {
      bytes.position(family == AF_INET6 ? ADDRESS_6_AT : ADDRESS_4_AT);
      bytes.put(literal(address.host(), family));
    }
    return bytes.array();
  }

  /** No name is looked up: it is an address already. One of IPv4 inside IPv6 comes back as the former. */
  private static byte[] literal(String host, int family) {
    byte[] bytes =
        IpLiteral.parse(host)
            .orElseThrow(() -> new IllegalArgumentException("'" + host + "' is no IP address"))
            .getAddress();
    if (family == AF_INET || bytes.length > 4) {
      return bytes;
    }
    ByteBuffer mapped = ByteBuffer.allocate(16);
    return mapped.position(10).putShort((short) -1).put(bytes).array();
  }
}
