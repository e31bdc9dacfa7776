package io.jstartup.supervisor.ready;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/** Whether somebody accepts connections at an address. Blocks, for at most the timeout. */
final class Tcp {
  private static final String OWN = "127.0.0.1";

  private Tcp() {}

  /** {@code PORT}, {@code HOST:PORT} or the path of a UNIX socket. */
  static Answer connect(String target, int timeoutMillis) throws IOException {
    if (target.startsWith("/")) {
      return connectUnix(target);
    }
    int colon = target.lastIndexOf(':');
    String host = colon < 0 ? OWN : target.substring(0, colon);
    try (Socket socket = open(host, port(target.substring(colon + 1)), timeoutMillis)) {
      return socket.isConnected() ? Answer.GOOD : Answer.bad("not connected");
    }
  }

  private static int port(String word) throws IOException {
    int port = word.matches("\\d{1,5}") ? Integer.parseInt(word) : 0;
    if (port < 1 || port > 65_535) {
      throw new IOException("'" + word + "' is no port");
    }
    return port;
  }

  static Socket open(String host, int port, int timeoutMillis) throws IOException {
    String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(plain, port), timeoutMillis);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw new IOException(host + ":" + port + ": " + e.getMessage(), e);
    }
  }

  private static Answer connectUnix(String path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.configureBlocking(false); // one whose queue is full would let us wait
      boolean connected = channel.connect(UnixDomainSocketAddress.of(path));
      return connected ? Answer.GOOD : Answer.bad("'" + path + "' accepts nobody");
    } catch (IOException e) {
      throw new IOException("'" + path + "': " + e.getMessage(), e);
    }
  }
}
