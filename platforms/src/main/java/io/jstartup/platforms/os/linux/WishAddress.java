package io.jstartup.platforms.os.linux;

import io.jstartup.model.listen.IpLiteral;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.SocketWish;
import io.jstartup.platforms.os.SocketWish.Kind;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The {@code struct sockaddr} of a wish: ip(7), ipv6(7), unix(7). No name is ever looked up. */
final class WishAddress {
  private static final int PORT_AT = 2;
  private static final int ADDRESS_4_AT = 4;
  private static final int ADDRESS_6_AT = 8;
  private static final int SCOPE_AT = 24;

  private WishAddress() {}

  static int family(Kind kind) {
    return switch (kind) {
      case ANY, TCP6, UDP6 -> InetSocketBytes.AF_INET6;
      case TCP4, UDP4 -> InetSocketBytes.AF_INET;
      case PATH -> UnixAddress.AF_UNIX;
    };
  }

  /** @param family for {@link Kind#ANY} it may be either */
  static byte[] of(SocketWish wish, int family) throws OsException {
    if (family == UnixAddress.AF_UNIX) {
      if (!wish.address().startsWith("/") || wish.address().indexOf('\0') >= 0) {
        throw refused(wish, "that is no absolute path");
      }
      return UnixAddress.of(wish.address());
    }
    boolean six = family == InetSocketBytes.AF_INET6;
    ByteBuffer bytes = ByteBuffer.allocate(six ? InetSocketBytes.SIZE_6 : InetSocketBytes.SIZE_4);
    bytes.order(ByteOrder.nativeOrder()).putShort(0, (short) family);
    if (wish.kind() != Kind.ANY) {
      InetAddress address = literal(wish, six);
      int scope = address instanceof Inet6Address it ? it.getScopeId() : 0;
      bytes.put(six ? ADDRESS_6_AT : ADDRESS_4_AT, bytes(address, six));
      if (six) {
        bytes.putInt(SCOPE_AT, scope);
      }
    }
    bytes.order(ByteOrder.BIG_ENDIAN).putShort(PORT_AT, (short) wish.port());
    return bytes.array();
  }

  private static InetAddress literal(SocketWish wish, boolean six) throws OsException {
    return IpLiteral.parse(wish.address())
        .filter(address -> wish.address().contains(":") == six)
        .orElseThrow(() -> refused(wish, "that is no IP address of this machine"));
  }

  /** Java takes an IPv4 address inside an IPv6 one for the former. */
  private static byte[] bytes(InetAddress address, boolean six) {
    byte[] bytes = address.getAddress();
    if (!six || bytes.length > 4) {
      return bytes;
    }
    return ByteBuffer.allocate(16).position(10).putShort((short) -1).put(bytes).array();
  }

  private static OsException refused(SocketWish wish, String why) {
    return new OsException("cannot listen on", wish.text(), Errno.EINVAL, why);
  }
}
