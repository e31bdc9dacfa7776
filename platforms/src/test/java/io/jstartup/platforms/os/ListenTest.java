package io.jstartup.platforms.os;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenTest {
  private static final int BIG = 5_000_000;

  @TempDir Path folder;

  private final OperatingSystem os = OperatingSystems.current();
  private final Clients clients = new Clients();
  private Poller poller;
  private Path socket;

  @BeforeEach
  void open() throws OsException {
    poller = os.poller();
    socket = folder.resolve("a 'sock");
  }

  @AfterEach
  void end() {
    poller.close();
  }

  @Test
  void theSocketIsPrivateAndReplacesALeftOver() throws Exception {
    Files.writeString(socket, "left over");
    AutoCloseable listener = poller.listen(socket, clients);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
    connect().close();
    listener.close();
    assertFalse(Files.exists(socket));
  }

  @Test
  void thePeerIsNamedByTheKernel() throws Exception {
    poller.listen(socket, clients);
    try (SocketChannel client = connect()) {
      Exits.runUntil(poller, () -> clients.open.size() == 1);
      assertEquals(os.uid(), clients.open.get(0).peerUid());
      boolean known = os.capabilities().contains(Capability.PEER_PID);
      assertEquals(known ? os.pid() : 0, clients.open.get(0).peerPid());
      assertTrue(client.isConnected());
    }
  }

  @Test
  void bigMessagesArriveWholeInBothDirections() throws Exception {
    byte[] message = random();
    poller.listen(socket, clients);
    try (SocketChannel client = connect()) {
      CompletableFuture<byte[]> answer =
          CompletableFuture.supplyAsync(
              () -> {
                write(client, message);
                return read(client, BIG);
              });
      Exits.runUntil(poller, () -> clients.received.size() == BIG);
      assertArrayEquals(message, clients.received.toByteArray());
      clients.open.get(0).send(message);
      Exits.runUntil(poller, answer::isDone);
      assertArrayEquals(message, answer.get());
    }
  }

  @Test
  void aSlowReaderBlocksNobody() throws Exception {
    poller.listen(socket, clients);
    try (SocketChannel slow = connect()) {
      Exits.runUntil(poller, () -> clients.open.size() == 1);
      byte[] message = random();
      clients.open.get(0).send(message);
      clients.open.get(0).closeAfterSending();
      try (SocketChannel quick = connect()) {
        Exits.runUntil(poller, () -> clients.open.size() == 2);
        clients.open.get(1).send(new byte[] {1, 2, 3});
        assertArrayEquals(new byte[] {1, 2, 3}, read(quick, 3));
      }
      assertEquals(List.of(), clients.gone, "what is queued still goes out");
      CompletableFuture<byte[]> late = CompletableFuture.supplyAsync(() -> read(slow, BIG + 1));
      Exits.runUntil(poller, late::isDone);
      assertArrayEquals(message, late.get());
      Exits.runUntil(poller, () -> clients.gone.size() == 2);
    }
  }

  @Test
  void aReaderThatNeverReadsIsDroppedAt64Mebibytes() throws Exception {
    poller.listen(socket, clients);
    try (SocketChannel client = connect()) {
      Exits.runUntil(poller, () -> clients.open.size() == 1);
      byte[] mebibyte = new byte[1024 * 1024];
      for (int i = 0; i < 66; i++) {
        clients.open.get(0).send(mebibyte);
      }
      assertEquals(List.of(), clients.gone, "a handler is not called from within its own call");
      Exits.runUntil(poller, () -> clients.gone.size() == 1);
      assertTrue(client.isOpen());
    }
  }

  @Test
  void aPeerThatLeavesIsToldOnce() throws Exception {
    poller.listen(socket, clients);
    SocketChannel client = connect();
    Exits.runUntil(poller, () -> clients.open.size() == 1);
    client.close();
    clients.open.get(0).send(new byte[100_000]);
    Exits.runUntil(poller, () -> !clients.gone.isEmpty());
    clients.open.get(0).close();
    clients.open.get(0).send(new byte[1]);
    poller.wakeUp();
    poller.await(null);
    assertEquals(1, clients.gone.size());
  }

  @Test
  void aWakeUpFromAnotherThreadEndsTheWait() throws Exception {
    CompletableFuture<Void> waker = CompletableFuture.runAsync(poller::wakeUp);
    poller.await(null);
    waker.get();
  }

  @Test
  void aTooLongPathIsRefusedWithItsLength() {
    Path tooLong = folder.resolve("x".repeat(108));
    OsException e = assertThrows(OsException.class, () -> poller.listen(tooLong, clients));
    assertTrue(e.getMessage().endsWith("bytes, a socket's at most 107"), e.getMessage());
  }

  private SocketChannel connect() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(socket));
  }

  private static byte[] random() {
    byte[] bytes = new byte[BIG];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static void write(SocketChannel channel, byte[] bytes) {
    try {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Until so many came, or the end. */
  private static byte[] read(SocketChannel channel, int count) {
    try {
      ByteBuffer bytes = ByteBuffer.allocate(count);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        assertTrue(bytes.position() >= 0);
      }
      return Arrays.copyOf(bytes.array(), bytes.position());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Clients implements ConnectionHandler {
    final List<Connection> open = new ArrayList<>();
    final List<Connection> gone = new ArrayList<>();
    final ByteArrayOutputStream received = new ByteArrayOutputStream();

    @Override
    public void opened(Connection connection) {
      open.add(connection);
    }

    @Override
    public void received(Connection connection, byte[] bytes) {
      received.writeBytes(bytes);
    }

    @Override
    public void closed(Connection connection) {
      gone.add(connection);
    }
  }
}
