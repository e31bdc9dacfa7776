package io.jstartup.platforms.os.linux;

import io.jstartup.model.listen.ListenAddress;
import io.jstartup.platforms.os.ListeningSocket;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.platforms.os.SocketPair;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** socket(2), bind(2), listen(2). Its descriptor's number is above those that it gets in a child. */
final class LinuxListeningSocket implements ListeningSocket {
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEADDR = 2;
  private static final int SO_REUSEPORT = 15;
  private static final int SO_ACCEPTCONN = 30;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_V6ONLY = 26;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int S_IFMT = 0170000;
  private static final int S_IFSOCK = 0140000;
  private static final int LEAST_DESCRIPTOR = SocketPair.copy(ListenAddress.MOST) + 1;

  /** More than the kernel lets it be: net.core.somaxconn decides. */
  private static final int BACKLOG = 65_535;

  private final ListenAddress address;
  private final int fd;
  private boolean closed;

  LinuxListeningSocket(ListenAddress address, int fd) {
    this.address = address;
    this.fd = fd;
  }

  static LinuxListeningSocket open(ListenAddress address, boolean beside) throws OsException {
    if (address.isPath()) {
      makeRoom(address.address(), beside);
    } else if (!address.isUnix() && !beside) {
      LibC.close(
          inetSocket(address, false)); // what shares a port would not see that another has it
    }
    int fd = address.isUnix() ? unixSocket(address) : inetSocket(address, true);
    return new LinuxListeningSocket(address, raised(fd, address));
  }

  private static int unixSocket(ListenAddress address) throws OsException {
    byte[] bytes = UnixAddress.of(address.address());
    int fd = LibC.socket(UnixAddress.AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    SocketFile.narrow(fd, address.rights());
    return listening(fd, bytes, address);
  }

  private static int inetSocket(ListenAddress address, boolean shared) throws OsException {
    int family = InetSocketBytes.family(address);
    int fd = LibC.socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 && Errno.last() == Errno.EAFNOSUPPORT && address.host().isEmpty()) {
      family = InetSocketBytes.AF_INET;
      fd = LibC.socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    }
    if (fd >= 0) {
      set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
      set(fd, SOL_SOCKET, SO_REUSEPORT, shared ? 1 : 0);
    }
    if (fd >= 0 && family == InetSocketBytes.AF_INET6) {
      set(fd, IPPROTO_IPV6, IPV6_V6ONLY, address.host().isEmpty() ? 0 : 1);
    }
    return listening(fd, InetSocketBytes.of(address, family), address);
  }

  private static void set(int fd, int level, int option, int value) {
    LibC.setsockopt(fd, level, option, new int[] {value}, Integer.BYTES);
  }

  private static int listening(int fd, byte[] bytes, ListenAddress address) throws OsException {
    Errno.check(fd, "cannot create socket", address.address());
    boolean bound = LibC.bind(fd, bytes, bytes.length) == 0;
    if (bound && address.isPath()) {
      giveRights(fd, address);
    }
    if (!bound || LibC.listen(fd, BACKLOG) != 0) {
      int errno = Errno.last();
      LibC.close(fd);
      String why = ListenFailure.explain(address, errno);
      throw new OsException("cannot listen on", address.address(), errno, why);
    }
    return fd;
  }

  private static void giveRights(int fd, ListenAddress address) throws OsException {
    try {
      SocketFile.give(address.address(), address.rights());
    } catch (OsException e) {
      LibC.close(fd);
      SocketFile.remove(address.address());
      throw e;
    }
  }

  private static int raised(int fd, ListenAddress address) throws OsException {
    int high = LibC.fcntl(fd, F_DUPFD_CLOEXEC, LEAST_DESCRIPTOR);
    int errno = Errno.last();
    LibC.close(fd);
    if (high < 0) {
      throw Errno.exception("cannot listen on", address.address(), errno);
    }
    return high;
  }

  /** Nobody can connect to what a dead process left, and bind(2) would stop at it. */
  private static void makeRoom(String name, boolean beside) throws OsException {
    Path path = Path.of(name);
    try {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      if ((mode & S_IFMT) != S_IFSOCK) {
        String why = "a file of that name is there, and no socket";
        throw new OsException("cannot listen on", name, Errno.EEXIST, why);
      }
      if (beside || isDead(path)) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new OsException("cannot listen on", name, Errno.EACCES, e.toString());
    }
  }

  private static boolean isDead(Path path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.configureBlocking(false);
      channel.connect(UnixDomainSocketAddress.of(path));
      return false;
    } catch (ConnectException e) {
      return true;
    }
  }

  /** See {@link io.jstartup.platforms.os.OperatingSystem#listening}. */
  static Optional<ListeningSocket> of(
      ProcessIdentity process, int pidFd, int descriptor, ListenAddress address)
      throws OsException {
    int fd = PidFd.descriptor(pidFd, descriptor);
    if (fd < 0) {
      int errno = Errno.last();
      if (errno == Errno.EBADF || errno == Errno.ESRCH) {
        return Optional.empty();
      }
      String object = descriptor + " of pid " + process.pid();
      throw Errno.exception("cannot get descriptor", object, errno);
    }
    if (!listens(fd) || !isAt(fd, address)) {
      LibC.close(fd);
      return Optional.empty();
    }
    return Optional.of(new LinuxListeningSocket(address, raised(fd, address)));
  }

  private static boolean listens(int fd) {
    int[] value = new int[1];
    return LibC.getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, value, new int[] {Integer.BYTES}) == 0
        && value[0] != 0;
  }

  private static boolean isAt(int fd, ListenAddress address) throws OsException {
    byte[] bytes = new byte[128];
    int[] size = {bytes.length};
    if (LibC.getsockname(fd, bytes, size) != 0) {
      return false;
    }
    byte[] own = Arrays.copyOf(bytes, Math.min(size[0], bytes.length));
    if (address.isUnix()) {
      return Arrays.equals(own, UnixAddress.of(address.address()));
    }
    boolean six = own.length == InetSocketBytes.SIZE_6;
    int family = six ? InetSocketBytes.AF_INET6 : InetSocketBytes.AF_INET;
    boolean fits = address.host().isEmpty() || InetSocketBytes.family(address) == family;
    return fits && Arrays.equals(own, InetSocketBytes.of(address, family));
  }

  int fd() {
    return fd;
  }

  @Override
  public ListenAddress address() {
    return address;
  }

  @Override
  public ListeningSocket as(ListenAddress other) throws OsException {
    if (address.isPath() && !other.rights().equals(address.rights())) {
      SocketFile.give(address.address(), other.rights());
    }
    return new LinuxListeningSocket(other, fd);
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
    if (!closed && address.isPath()) {
      SocketFile.remove(address.address());
    }
    close();
  }
}
