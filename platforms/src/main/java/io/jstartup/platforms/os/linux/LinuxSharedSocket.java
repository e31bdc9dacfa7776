package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.SharedSocket;
import io.jstartup.platforms.os.SocketWish;
import io.jstartup.platforms.os.SocketWish.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** socket(2), bind(2), listen(2), with the options that libuv sets. */
final class LinuxSharedSocket implements SharedSocket {
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int CLOEXEC_NONBLOCK = 0x80800;
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEADDR = 2;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_V6ONLY = 26;
  private static final Pattern INODE = Pattern.compile("socket:\\[(\\d+)]");

  /** Node's; each worker that listens sets its own. */
  private static final int BACKLOG = 511;

  private final SocketWish wish;
  private final int fd;
  private final long inode;
  private final Object file;
  private boolean closed;

  /** With a descriptor that is its own from now on. */
  LinuxSharedSocket(SocketWish wish, int fd) {
    this.wish = wish;
    this.fd = fd;
    this.inode = inode(Path.of("/proc/self/fd/" + fd));
    this.file = wish.kind() == Kind.PATH ? fileKey() : null;
  }

  static LinuxSharedSocket open(SocketWish wish) throws OsException {
    int family = WishAddress.family(wish.kind());
    if (wish.kind() == Kind.PATH) {
      WishAddress.of(wish, family); // what is no path has nothing to be removed
      removeDead(wish.address());
    }
    if (wish.kind() != Kind.ANY) {
      return new LinuxSharedSocket(wish, bound(wish, family));
    }
    try {
      return new LinuxSharedSocket(wish, bound(wish, family));
    } catch (OsException e) {
      if (e.errno() == Errno.EADDRINUSE || e.errno() == Errno.EACCES) {
        throw e;
      }
      return new LinuxSharedSocket(wish, bound(wish, InetSocketBytes.AF_INET));
    }
  }

  private static int bound(SocketWish wish, int family) throws OsException {
    byte[] address = WishAddress.of(wish, family);
    boolean datagrams = wish.kind() == Kind.UDP4 || wish.kind() == Kind.UDP6;
    int type = (datagrams ? SOCK_DGRAM : SOCK_STREAM) | CLOEXEC_NONBLOCK;
    int fd = Errno.check(LibC.socket(family, type, 0), "cannot create socket", wish.text());
    boolean stream = !datagrams && family != UnixAddress.AF_UNIX;
    if (stream || wish.reuse()) {
      set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
    }
    if (family == InetSocketBytes.AF_INET6) {
      set(fd, IPPROTO_IPV6, IPV6_V6ONLY, wish.only6() ? 1 : 0);
    }
    if (LibC.bind(fd, address, address.length) != 0
        || !datagrams && LibC.listen(fd, BACKLOG) != 0) {
      int errno = Errno.last();
      LibC.close(fd);
      throw new OsException("cannot listen on", wish.text(), errno, explain(wish, errno));
    }
    return fd;
  }

  private static void set(int fd, int level, int option, int value) {
    LibC.setsockopt(fd, level, option, new int[] {value}, Integer.BYTES);
  }

  private static String explain(SocketWish wish, int errno) {
    return switch (wish.kind()) {
      case UDP4, UDP6 -> Errno.text(errno);
      case ANY, TCP4, TCP6 -> ListenFailure.explain(wish.port(), errno);
      case PATH -> ListenFailure.explainPath(errno);
    };
  }

  /** What a dead process left would be in the way for ever. */
  private static void removeDead(String name) throws OsException {
    try {
      Path path = Path.of(name);
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && isDead(path)) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new OsException("cannot listen on", name, Errno.EACCES, e.toString());
    }
  }

  private static boolean isDead(Path path) throws IOException {
    int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    if ((mode & 0170000) != 0140000) {
      return false;
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.configureBlocking(false);
      channel.connect(UnixDomainSocketAddress.of(path));
      return false;
    } catch (ConnectException e) {
      return true;
    } catch (IOException e) {
      return false; // somebody listens who is busy, or isn't ours
    }
  }

  /** 0: that is no socket. */
  static long inode(Path link) {
    try {
      Matcher socket = INODE.matcher(Files.readSymbolicLink(link).toString());
      return socket.matches() ? Long.parseLong(socket.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private Object fileKey() {
    try {
      Path path = Path.of(wish.address());
      return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return null;
    }
  }

  /** -1 once it is closed. */
  int fd() {
    return closed ? -1 : fd;
  }

  @Override
  public SocketWish wish() {
    return wish;
  }

  @Override
  public long inode() {
    return inode;
  }

  @Override
  public boolean reachable() {
    return wish.kind() != Kind.PATH || file != null && file.equals(fileKey());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      LibC.close(fd);
    }
  }

  @Override
  public void remove() {
    if (!closed && wish.kind() == Kind.PATH && reachable()) {
      LibC.unlink(CString.of(wish.address()));
    }
    close();
  }
}
