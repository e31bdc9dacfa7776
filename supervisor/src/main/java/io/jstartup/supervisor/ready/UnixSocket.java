package io.jstartup.supervisor.ready;

import io.jstartup.supervisor.call.Answer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/** Whether somebody accepts connections at a path. */
final class UnixSocket {
  private UnixSocket() {}

  static Answer connect(String path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.configureBlocking(false); // one whose queue is full would let us wait
      boolean connected = channel.connect(UnixDomainSocketAddress.of(path));
      return connected ? Answer.GOOD : Answer.bad("'" + path + "' accepts nobody");
    } catch (IOException e) {
      throw new IOException("'" + path + "': " + e.getMessage(), e);
    }
  }
}
