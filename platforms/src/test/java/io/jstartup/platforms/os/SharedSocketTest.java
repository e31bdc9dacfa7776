package io.jstartup.platforms.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.platforms.os.SocketWish.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sockets that this process makes and others use. */
@Timeout(30)
class SharedSocketTest {
  private static final int EINVAL = 22;
  private static final int EADDRINUSE = 98;

  /** Takes a socket from descriptor 3, answers one connection on it with a word, and keeps it open until its input ends. */
  private static final String WORKER =
      "import array, os, socket\n"
          + "channel = socket.socket(fileno=3)\n"
          + "text, ancillary, _, _ = channel.recvmsg(100, socket.CMSG_SPACE(4))\n"
          + "fd = array.array('i', ancillary[0][2])[0]\n"
          + "assert not os.get_blocking(fd)\n"
          + "os.set_blocking(fd, True)\n"
          + "channel.send(b'got ' + text)\n"
          + "client, _ = socket.socket(fileno=os.dup(fd)).accept()\n"
          + "client.send(b'hello')\n"
          + "client.close()\n"
          + "channel.recv(1)\n";

  @TempDir Path folder;
  private final OperatingSystem os = OperatingSystems.current();
  private final Spawned spawned = new Spawned(os);

  @BeforeEach
  void askForIt() {
    Spawned.needs(os, Capability.CHANNELS);
  }

  @AfterEach
  void end() throws Exception {
    spawned.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private SharedSocket share(Kind kind, String address, int port) throws OsException {
    return os.share(new SocketWish(kind, address, port, false, false));
  }

  private int errno(Kind kind, String address, int port) {
    return assertThrows(OsException.class, () -> share(kind, address, port).close()).errno();
  }

  private static String greeting(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void anAddressWithAZoneIsToldToBeInUse() throws Exception {
    int port = freePort();
    try (SharedSocket first = share(Kind.TCP6, "::1%lo", port)) {
      assertTrue(first.reachable());
      assertEquals(EADDRINUSE, errno(Kind.TCP6, "::1%lo", port));
    }
  }

  private ManagedProcess worker(SocketPair pair) throws OsException {
    SpawnRequest plain = Spawned.request(List.of("/usr/bin/env", "python3", "-S", "-c", WORKER));
    return spawned.start(
        new SpawnRequest(
            plain.program(),
            plain.argv(),
            plain.environment(),
            plain.cwd(),
            plain.stdout(),
            plain.stderr(),
            Optional.empty(),
            SpawnManner.PLAIN.over(Optional.of(pair))));
  }

  private static final class Heard implements ConnectionHandler {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void opened(Connection connection) {}

    @Override
    public void received(Connection connection, byte[] more) {
      bytes.writeBytes(more);
    }

    @Override
    public void closed(Connection connection) {}
  }

  @Test
  void isUsedByTheProcessItIsSentToAndGotBackFromIt() throws Exception {
    int port = freePort();
    try (Poller poller = os.poller();
        SocketPair pair = os.socketPair()) {
      ManagedProcess worker = worker(pair);
      Heard heard = new Heard();
      Connection connection = poller.open(pair, heard);
      SharedSocket socket = share(Kind.ANY, "", port);
      long inode = socket.inode();
      connection.send("a socket".getBytes(StandardCharsets.UTF_8), socket);
      socket.close();
      while (heard.bytes.size() == 0) {
        poller.await(Duration.ofSeconds(10));
      }
      assertEquals("got a socket", heard.bytes.toString(StandardCharsets.UTF_8));
      assertEquals("hello", greeting(port));
      assertEquals(EADDRINUSE, errno(Kind.TCP4, "127.0.0.1", port), "the worker has it");
      assertTrue(os.shared(worker.identity(), socket.wish(), inode + 1).isEmpty());
      SharedSocket back = os.shared(worker.identity(), socket.wish(), inode).orElseThrow();
      assertEquals(inode, back.inode());
      back.close();
    }
  }

  @Test
  void saysWithTheSystemsNumberWhyItCannotBeMade() throws Exception {
    int port = freePort();
    try (SharedSocket first = share(Kind.TCP4, "127.0.0.1", port)) {
      assertTrue(first.reachable());
      assertEquals(EADDRINUSE, errno(Kind.ANY, "", port));
    }
    assertEquals(EINVAL, errno(Kind.TCP4, "localhost", port), "no name is looked up");
    assertEquals(EINVAL, errno(Kind.TCP6, "::1%no-such-zone", port));
    for (String name : List.of("999.1.1.1", "1.2.3", "localhost", "[::1]", ".1:2")) {
      assertEquals(EINVAL, errno(Kind.TCP4, name, port), name); // without asking any name service
      assertEquals(EINVAL, errno(Kind.TCP6, name, port), name);
    }
    assertEquals(EINVAL, errno(Kind.TCP6, "127.0.0.1", port));
    assertEquals(EINVAL, errno(Kind.PATH, "relative", 0));
    assertEquals(EINVAL, errno(Kind.PATH, "/tmp/a\0b", 0));
  }

  @Test
  void aPathIsItsOwnUntilItIsRemoved() throws Exception {
    Path path = folder.resolve("a.sock");
    share(Kind.PATH, path.toString(), 0).close();
    assertTrue(Files.exists(path));
    SharedSocket socket = share(Kind.PATH, path.toString(), 0); // nobody listens at the old one
    SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
    assertEquals(EADDRINUSE, errno(Kind.PATH, path.toString(), 0));
    assertTrue(socket.reachable());
    Files.delete(path);
    assertFalse(socket.reachable());
    Files.writeString(path, "another's");
    assertEquals(EADDRINUSE, errno(Kind.PATH, path.toString(), 0));
    socket.remove();
    assertEquals("another's", Files.readString(path));
    Path other = folder.resolve("b.sock");
    share(Kind.PATH, other.toString(), 0).remove();
    assertFalse(Files.exists(other));
  }

  @Test
  void datagramsAndBothFamiliesAreKnown() throws Exception {
    for (Kind kind : List.of(Kind.UDP4, Kind.TCP4)) {
      share(kind, "127.0.0.1", 0).close();
    }
    for (Kind kind : List.of(Kind.UDP6, Kind.TCP6)) {
      share(kind, "::1", 0).close();
    }
    SharedSocket closed = share(Kind.UDP4, "0.0.0.0", 0);
    closed.close();
    try (Poller poller = os.poller();
        SocketPair pair = os.socketPair()) {
      Connection connection = poller.open(pair, new Heard());
      assertThrows(OsException.class, () -> connection.send(new byte[] {1}, closed));
    }
  }
}
