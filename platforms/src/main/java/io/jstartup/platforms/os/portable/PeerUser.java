package io.jstartup.platforms.os.portable;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/** Who a client is: Java names users where the kernel numbers them. */
final class PeerUser {
  private static final int ROOT = 0;
  private static final int SOMEBODY = -1;

  private PeerUser() {}

  /** Where the system doesn't tell, the socket's private folder has let nobody else in. */
  static int of(SocketChannel channel, Path socket, int own) throws IOException {
    if (!channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
      return own;
    }
    UserPrincipal peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    if (peer.getName().equals(Files.getOwner(socket).getName())) {
      return own;
    }
    return peer.getName().equals("root") ? ROOT : SOMEBODY;
  }
}
