package io.jstartup.platforms.os.portable;

import io.jstartup.platforms.os.ConnectionHandler;
import io.jstartup.platforms.os.OsException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/** A listening UNIX stream socket and the connections it accepted. */
final class PortableListener implements AutoCloseable, PortablePoller.Ready {
  /** 108 bytes with the NUL on Linux, 104 on macOS and the BSDs. */
  private static final int LONGEST_PATH = 107;

  private final PortablePoller poller;
  private final Selector selector;
  private final Path socket;
  private final int uid;
  private final ConnectionHandler handler;
  private final ServerSocketChannel channel;
  private final Set<PortableConnection> connections = new HashSet<>();
  private boolean closed;

  PortableListener(
      PortablePoller poller, Selector selector, Path socket, int uid, ConnectionHandler handler)
      throws OsException {
    this.poller = poller;
    this.selector = selector;
    this.socket = socket;
    this.uid = uid;
    this.handler = handler;
    int length = socket.toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST_PATH) {
      String reason = "its path has " + length + " bytes, a socket's at most " + LONGEST_PATH;
      throw new OsException("cannot use socket", socket.toString(), 0, reason);
    }
    try {
      channel = bound();
    } catch (IOException e) {
      throw new OsException(
          "cannot listen on socket", socket.toString(), 0, String.valueOf(e.getMessage()));
    }
  }

  /** Until its mode is set, the folder around it, which is private, protects it. */
  private ServerSocketChannel bound() throws IOException {
    Files.deleteIfExists(socket);
    ServerSocketChannel opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      opened.bind(UnixDomainSocketAddress.of(socket), 128);
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      opened.configureBlocking(false);
      opened.register(selector, SelectionKey.OP_ACCEPT, this);
      return opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public void ready(SelectionKey key) {
    try {
      SocketChannel accepted;
      while (!closed && (accepted = channel.accept()) != null) {
        accepted.configureBlocking(false);
        PortableConnection connection =
            new PortableConnection(
                poller, this, handler, accepted, PeerUser.of(accepted, socket, uid));
        connection.register(selector);
        connections.add(connection);
        handler.opened(connection);
      }
    } catch (IOException turnedAway) {
      // the client goes, or there are no descriptors left; others come
    }
  }

  void forget(PortableConnection connection) {
    connections.remove(connection);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    poller.forget(this);
    try {
      Files.deleteIfExists(socket);
      channel.close();
    } catch (IOException e) {
      // nobody listens any more, whatever is left of it
    }
  }

  /** The poller goes: its connections with it. */
  void closeAll() {
    close();
    Set.copyOf(connections).forEach(PortableConnection::close);
  }
}
