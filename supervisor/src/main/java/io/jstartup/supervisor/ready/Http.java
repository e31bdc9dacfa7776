package io.jstartup.supervisor.ready;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One request of which only the status counts; no redirection is followed. Blocks, for at most the timeout. */
final class Http {
  private static final int PORT = 80;
  private static final int LONGEST_LINE = 8192;
  private static final int FIRST_GOOD = 200;
  private static final int LAST_GOOD = 399;
  private static final int LAST_DONE = 299;

  private Http() {}

  /** A status from 200 to 399 is good. */
  static Answer get(String address, int timeoutMillis) throws IOException {
    return ask("GET", "", LAST_GOOD, address, timeoutMillis);
  }

  /** Without a body; a status from 200 to 299 is good. */
  static Answer post(String address, int timeoutMillis) throws IOException {
    return ask("POST", "Content-Length: 0\r\n", LAST_DONE, address, timeoutMillis);
  }

  private static Answer ask(
      String method, String fields, int lastGood, String address, int timeoutMillis)
      throws IOException {
    long deadline = System.nanoTime() + timeoutMillis * 1_000_000L;
    URI uri = URI.create(address);
    int port = uri.getPort() < 0 ? PORT : uri.getPort();
    try (Socket socket = Tcp.open(uri.getHost(), port, timeoutMillis)) {
      socket
          .getOutputStream()
          .write(request(method, uri, fields).getBytes(StandardCharsets.US_ASCII));
      return judged(statusLine(socket, deadline), address, lastGood);
    } catch (SocketTimeoutException e) {
      return Answer.bad(address + ": no answer within " + timeoutMillis + " ms");
    }
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

  /** A server that sends byte by byte doesn't get more time by that. */
  private static String statusLine(Socket socket, long deadline) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[LONGEST_LINE];
    int length = 0;
    while (length < buffer.length) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException();
      }
      socket.setSoTimeout((int) left);
      int count = in.read(buffer, length, buffer.length - length);
      String text = new String(buffer, 0, length + Math.max(0, count), StandardCharsets.ISO_8859_1);
      if (count < 0 || text.indexOf('\n') >= 0) {
        return text.lines().findFirst().orElse("");
      }
      length += count;
    }
    return "";
  }

  private static Answer judged(String line, String address, int lastGood) {
    String[] words = line.split(" ", 3);
    boolean http = words.length >= 2 && words[0].startsWith("HTTP/") && words[1].matches("\\d{3}");
    if (!http) {
      return Answer.bad(address + ": what answers does not speak HTTP");
    }
    int status = Integer.parseInt(words[1]);
    return status >= FIRST_GOOD && status <= lastGood
        ? Answer.GOOD
        : Answer.bad(address + ": status " + status);
  }
}
