package io.jstartup.model.listen;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as text. What looks like one and is none, such as {@code 999.1.1.1}, would be looked up as a name elsewhere. */
public final class IpLiteral {
  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern IPV6 =
      Pattern.compile("(?=[^%]*:)[\\p{XDigit}:][\\p{XDigit}:.]{1,44}(%.{1,64})?");

  private IpLiteral() {}

  /**
   * The address, without a look at any name service; empty: it is none. One of IPv4 inside IPv6 comes back as the former.
   *
   * @param text {@code 127.0.0.1}, {@code ::1}, or {@code fe80::1%eth0} with an interface that is there
   */
  public static Optional<InetAddress> parse(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
