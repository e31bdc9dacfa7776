package io.jstartup.supervisor.call;

import java.io.IOException;
import java.net.URI;

/** Requests of which only the status counts; no redirection is followed. */
public final class Http {
  private static final int PORT = 80;
  private static final int LAST_GOOD = 399;
  private static final int LAST_DONE = 299;

  private Http() {}

  /** A status from 200 to 399 is good. */
  public static Inquiry get(String address) throws IOException {
    return inquiry("GET", "", LAST_GOOD, address);
  }

  /** Without a body; a status from 200 to 299 is good. */
  public static Inquiry post(String address) throws IOException {
    return inquiry("POST", "Content-Length: 0\r\n", LAST_DONE, address);
  }

  private static Inquiry inquiry(String method, String fields, int lastGood, String address)
      throws IOException {
    URI uri = URI.create(address);
    int port = uri.getPort() < 0 ? PORT : uri.getPort();
    if (uri.getHost() == null || port < 1 || port > 65_535) {
      throw new IOException("'" + address + "' has no host and port that could be asked");
    }
    return new Inquiry(
        Inquiry.plain(uri.getHost()), port, request(method, uri, fields), address, lastGood);
  }

  private static String request(String method, URI uri, String fields) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    return method
        + " "
        + URI.create(path + query).toASCIIString()
        + " HTTP/1.1\r\nHost: "
        + host
        + "\r\nUser-Agent: jstartup\r\nAccept: */*\r\n"
        + fields
        + "Connection: close\r\n\r\n";
  }
}
