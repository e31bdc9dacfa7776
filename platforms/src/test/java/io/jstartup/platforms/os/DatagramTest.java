package io.jstartup.platforms.os;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DatagramTest {
  @TempDir Path folder;

  private final OperatingSystem os = OperatingSystems.current();
  private final List<String> heard = new ArrayList<>();
  private final List<Integer> senders = new ArrayList<>();
  private Poller poller;

  @BeforeEach
  void open() throws OsException {
    Spawned.needs(os, Capability.SENDERS);
    poller = os.poller();
  }

  @AfterEach
  void end() {
    if (poller != null) {
      poller.close();
    }
  }

  private void hear(int pid, int uid, byte[] bytes) {
    senders.add(uid);
    heard.add(pid + " " + new String(bytes, UTF_8));
  }

  private void awaitHeard(int count) throws OsException {
    Exits.runUntil(poller, () -> heard.size() >= count);
  }

  @Test
  void theKernelNamesTheSender() throws Exception {
    Path socket = folder.resolve("a 'b");
    Files.writeString(socket, "left over");
    AutoCloseable receiver = poller.receive(socket.toString(), this::hear);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
    os.sendDatagram(socket.toString(), "one".getBytes(UTF_8));
    os.sendDatagram(socket.toString(), new byte[0]);
    os.sendDatagram(socket.toString(), "three".getBytes(UTF_8));
    awaitHeard(3);
    assertEquals(List.of(os.pid() + " one", os.pid() + " ", os.pid() + " three"), heard);
    assertEquals(List.of(os.uid(), os.uid(), os.uid()), senders);
    receiver.close();
    receiver.close();
    assertFalse(Files.exists(socket));
  }

  @Test
  void anAddressMayBeAbstract() throws Exception {
    String address = "@jstartup-test-" + os.pid();
    try (AutoCloseable receiver = poller.receive(address, this::hear)) {
      os.sendDatagram(address, "x".getBytes(UTF_8));
      awaitHeard(1);
      assertThrows(OsException.class, () -> poller.receive(address, this::hear));
    }
  }

  @Test
  void theKernelNamesTheSendersUser() throws Exception {
    assumeTrue(os.uid() == 0, "only root can send as another user");
    String address = "@jstartup-test-" + os.pid();
    String script =
        "import os, socket\nos.setuid(12345)\n"
            + "socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b'x', '\\0"
            + address.substring(1)
            + "')";
    try (AutoCloseable receiver = poller.receive(address, this::hear)) {
      ManagedProcess sender =
          os.spawn(Spawned.request(List.of("/usr/bin/env", "python3", "-c", script)));
      awaitHeard(1);
      assertEquals(List.of(12_345), senders);
      assertEquals(new Exit.Code(0), Exits.await(poller, sender));
      sender.close();
    }
  }

  @Test
  void aPathThatIsTooLongIsNamed() {
    String path = folder.resolve("x".repeat(120)).toString();
    OsException e = assertThrows(OsException.class, () -> poller.receive(path, this::hear));
    assertTrue(e.getMessage().contains("a socket's at most 107"), e.getMessage());
  }

  /** Whoever waits for a descriptor that it sent to be closed is not let down, and none is kept. */
  @Test
  void descriptorsThatComeAlongAreClosed() throws Exception {
    Path socket = folder.resolve("s");
    poller.receive(socket.toString(), this::hear);
    int before = descriptors();
    ManagedProcess sender =
        os.spawn(
            Spawned.request(
                List.of(
                    "/usr/bin/env",
                    "python3",
                    "-c",
                    "import socket, array, os, sys\n"
                        + "s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)\n"
                        + "s.connect(sys.argv[1])\n"
                        + "r, w = os.pipe()\n"
                        + "f = array.array('i', [w] * 9)\n"
                        + "s.sendmsg([b'B'], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, f)])\n"
                        + "os.close(w); sys.exit(len(os.read(r, 1)))\n",
                    socket.toString())));
    awaitHeard(1);
    assertEquals(sender.identity().pid() + " B", heard.get(0));
    assertEquals(new Exit.Code(0), Exits.await(poller, sender));
    assertTrue(descriptors() <= before + 1, "descriptors are left"); // the handle on the process
    sender.close();
  }

  private static int descriptors() {
    return new java.io.File("/proc/self/fd").list().length;
  }

  @Test
  @Timeout(20)
  void anOfferDoesNotWaitForAReceiverThatIsBusy() throws Exception {
    String address = folder.resolve("busy").toString();
    try (AutoCloseable receiver = poller.receive(address, this::hear)) {
      int taken = 0;
      while (os.offerDatagram(address, "x".getBytes(UTF_8), -1)) {
        taken++;
      }
      assertTrue(taken > 0);
      awaitHeard(taken);
      assertTrue(os.offerDatagram(address, "y".getBytes(UTF_8), -1));
    }
  }
}
