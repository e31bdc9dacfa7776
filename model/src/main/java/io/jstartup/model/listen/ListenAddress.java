package io.jstartup.model.listen;

import io.jstartup.model.OsText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stream socket that the supervisor opens for an app and passes on by the protocol of sd_listen_fds(3).
 *
 * @param address {@code 8080}: all addresses, IPv6 and IPv4; {@code 127.0.0.1:8080} or {@code [::1]:8080}: that one; {@code /run/app.sock}:
 *     a UNIX socket; {@code @app}: an abstract one, unix(7)
 * @param name by which the app finds it in LISTEN_FDNAMES
 * @param stdin whether it is the app's standard input as well, for what knows only that: Java's {@code System.inheritedChannel()}
 * @param rights to a UNIX socket's file
 */
public record ListenAddress(String address, String name, boolean stdin, SocketRights rights) {
  /** What the protocol calls a socket without a name of its own. */
  public static final String NO_NAME = "unknown";

  /** So many an app may have. */
  public static final int MOST = 64;

  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PATH = 107;
  private static final Pattern PORT = Pattern.compile("\\d{1,5}");
  private static final Pattern IPV4 =
      Pattern.compile("((?:\\d{1,3}\\.){3}\\d{1,3}):(\\d{1,5})", Pattern.DOTALL);
  private static final Pattern IPV6 =
      Pattern.compile("\\[([\\p{XDigit}:.]{2,45})]:(\\d{1,5})", Pattern.DOTALL);

  /** With the usual rights. */
  public ListenAddress(String address, String name, boolean stdin) {
    this(address, name, stdin, SocketRights.USUAL);
  }

  /** Not the standard input. */
  public ListenAddress(String address, String name) {
    this(address, name, false);
  }

  /** Without a name. */
  public static ListenAddress of(String address) {
    return new ListenAddress(address, NO_NAME);
  }

  /** Whether it is in the file system. */
  public boolean isPath() {
    return address.startsWith("/");
  }

  /** Whether it is a UNIX socket, in the file system or not. */
  public boolean isUnix() {
    return isPath() || address.startsWith("@");
  }

  /** The IP address, without brackets; empty: all of them. */
  public String host() {
    Matcher literal = literal();
    return literal.matches() ? literal.group(1) : "";
  }

  /** Its TCP port; 0 for a UNIX socket. */
  public int port() {
    if (isUnix()) {
      return 0;
    }
    Matcher literal = literal();
    return Integer.parseInt(literal.matches() ? literal.group(2) : address);
  }

  private Matcher literal() {
    return (address.startsWith("[") ? IPV6 : IPV4).matcher(address);
  }

  /** Why it can't be used; empty when it can, as far as can be told without trying. */
  public Optional<String> refusal() {
    if (name.isEmpty() || name.length() > LONGEST_NAME || !name.matches("[!-9;-~]+")) {
      return Optional.of("'" + name + "' is no name for a socket: no blank, no colon, ASCII");
    }
    if (!isPath() && !rights.equals(SocketRights.USUAL)) {
      return Optional.of("'" + address + "' has no file whose mode, user or group could be set");
    }
    return isUnix() ? refusalOfPath() : refusalOfPort();
  }

  private Optional<String> refusalOfPath() {
    if (address.indexOf('\0') >= 0 || isPath() && !OsText.isUtf8(address)) {
      return Optional.of("'" + address + "' is no path");
    }
    int length = OsText.encode(address).length;
    if (length > LONGEST_PATH) {
      String why = "' has " + length + " bytes, a socket's path at most " + LONGEST_PATH;
      return Optional.of("'" + address + why);
    }
    return address.length() < 2 ? Optional.of("'" + address + "' is no socket") : Optional.empty();
  }

  private Optional<String> refusalOfPort() {
    if (!PORT.matcher(address).matches() && !literal().matches()) {
      return Optional.of(
          "'" + address + "' is no port, IP-ADDRESS:PORT, [IPv6]:PORT, /path or @name");
    }
    if (port() == 0 || port() > 65_535) {
      return Optional.of("'" + address + "': a port is a number from 1 to 65535");
    }
    boolean brackets = address.startsWith("[");
    boolean literal = IpLiteral.parse(host()).isPresent() && host().contains(":") == brackets;
    return host().isEmpty() || literal
        ? Optional.empty()
        : Optional.of("'" + address + "' is no IP address and port");
  }
}
