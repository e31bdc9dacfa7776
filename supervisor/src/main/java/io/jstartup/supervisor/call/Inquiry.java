package io.jstartup.supervisor.call;

import io.jstartup.model.listen.IpLiteral;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Whom to ask what.
 *
 * @param host a name, or an IP address without brackets
 * @param request ASCII; empty: who takes the connection has answered well
 * @param shown what people know it by
 * @param lastGood the highest HTTP status that is a good answer
 */
public record Inquiry(String host, int port, String request, String shown, int lastGood) {
  private static final String OWN = "127.0.0.1";
  private static final int FIRST_GOOD = 200;

  /** {@code PORT} of this machine, {@code HOST:PORT} or {@code [IPv6]:PORT}. */
  public static Inquiry tcp(String target) throws IOException {
    int colon = target.lastIndexOf(':');
    String host = colon < 0 ? OWN : target.substring(0, colon);
    int port = port(target.substring(colon + 1));
    return new Inquiry(plain(host), port, "", host + ":" + port, 0);
  }

  private static int port(String word) throws IOException {
    int port = word.matches("\\d{1,5}") ? Integer.parseInt(word) : 0;
    if (port < 1 || port > 65_535) {
      throw new IOException("'" + word + "' is no port");
    }
    return port;
  }

  static String plain(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  String place() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** Its address, where no name service needs to be asked. */
  Optional<InetAddress> address() {
    return host.equals("localhost")
        ? Optional.of(InetAddress.getLoopbackAddress())
        : IpLiteral.parse(host);
  }

  /** What its first line says. */
  Answer judged(String line) {
    String[] words = line.split(" ", 3);
    boolean http = words.length >= 2 && words[0].startsWith("HTTP/") && words[1].matches("\\d{3}");
    if (!http) {
      return Answer.bad(shown + ": what answers does not speak HTTP");
    }
    int status = Integer.parseInt(words[1]);
    return status >= FIRST_GOOD && status <= lastGood
        ? Answer.GOOD
        : Answer.bad(shown + ": status " + status);
  }
}
