package io.jstartup.platforms.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.model.exec.RunAs;
import io.jstartup.model.listen.ListenAddress;
import io.jstartup.model.listen.SocketRights;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sockets that listen for a child, and how it learns of them. */
@Timeout(60)
class SocketActivationTest {
  private static final List<String> ODD =
      List.of("PATH=/bin:/usr/bin", "a b=c d", "1=\u00e9$x'\"\\\n", "E=", "\udcff=\udcfe", "_=x");

  @TempDir Path folder;

  private final OperatingSystem os = OperatingSystems.current();
  private final Spawned spawned = new Spawned(os);
  private final List<ListeningSocket> sockets = new ArrayList<>();

  @BeforeEach
  void linuxOnly() {
    Spawned.needs(os, Capability.SOCKETS);
  }

  @AfterEach
  void end() throws OsException {
    spawned.close();
    sockets.forEach(ListeningSocket::remove);
  }

  private ListeningSocket listen(ListenAddress address) throws OsException {
    ListeningSocket socket = os.listen(address, false);
    sockets.add(socket);
    return socket;
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private SpawnRequest request(List<String> argv, SpawnManner manner) {
    String log = "/dev/null";
    return new SpawnRequest(
        argv.get(0), argv, ODD, "/", log, log, Optional.empty(), manner.withSockets(sockets));
  }

  private void assertTold(ManagedProcess process, String names) throws Exception {
    List<String> told = new ArrayList<>();
    told.add("LISTEN_PID=" + process.identity().pid());
    told.add("LISTEN_FDS=" + sockets.size());
    told.add("LISTEN_FDNAMES=" + names);
    told.addAll(ODD);
    assertEquals(told, Spawned.strings(process, "environ"));
  }

  /** While it is loaded, it has its libraries' files open for a moment. */
  private static void awaitDescriptors(ManagedProcess process, int count) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    int seen;
    do {
      seen = Spawned.proc(process, "fd").toFile().list().length;
    } while (seen != count && System.nanoTime() < limit);
    assertEquals(count, seen);
  }

  private static SocketRights rights(int mode, String user, String group) {
    return new SocketRights(
        Optional.of(mode), Optional.ofNullable(user), Optional.ofNullable(group));
  }

  @Test
  void aSocketsFileGetsItsModeWhateverTheUmaskIs() throws Exception {
    Path file = folder.resolve("m");
    listen(new ListenAddress(file.toString(), "m", false, rights(0666, null, null)));
    assertEquals("rw-rw-rw-", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    ListenAddress other = new ListenAddress(file.toString(), "n", false, rights(0620, null, null));
    ListeningSocket renamed = sockets.get(0).as(other);
    assertEquals("rw--w----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(other, renamed.address());
  }

  @Test
  void onlyRootGivesASocketToAnotherUser() throws Exception {
    Path file = folder.resolve("o");
    ListenAddress wanted = new ListenAddress(file.toString(), "o", false, rights(0660, "33", "33"));
    if (os.uid() == 0) {
      listen(wanted);
      assertEquals(33, Files.getAttribute(file, "unix:uid"));
      assertEquals(33, Files.getAttribute(file, "unix:gid"));
    } else {
      assertThrows(OsException.class, () -> os.listen(wanted, false));
      assertFalse(Files.exists(file));
    }
    ListenAddress unknown =
        new ListenAddress(
            folder.resolve("u").toString(), "u", false, rights(0660, "no such user", null));
    OsException failure = assertThrows(OsException.class, () -> os.listen(unknown, false));
    assertTrue(failure.getMessage().contains("'no such user'"), failure.getMessage());
    assertFalse(Files.exists(folder.resolve("u")));
  }

  @Test
  void aChildGetsItsSocketsFrom3OnAndItsOwnPidAndItsEnvironmentByteForByte() throws Exception {
    listen(new ListenAddress(folder.resolve("s").toString(), "control"));
    listen(ListenAddress.of("127.0.0.1:" + freePort()));
    for (int i = 0; i < 20; i++) {
      ManagedProcess process =
          spawned.start(request(List.of("/bin/sleep", "600"), SpawnManner.PLAIN));
      assertTold(process, "control:unknown");
      for (String descriptor : List.of("fd/3", "fd/4")) {
        Path link = Files.readSymbolicLink(Spawned.proc(process, descriptor));
        assertTrue(link.toString().startsWith("socket:"), link.toString());
      }
      awaitDescriptors(process, 5);
    }
  }

  @Test
  void oneOfThemCanBeTheStandardInputToo() throws Exception {
    listen(ListenAddress.of(folder.resolve("first").toString()));
    listen(new ListenAddress("127.0.0.1:" + freePort(), "http", true));
    ManagedProcess process =
        spawned.start(request(List.of("/bin/sleep", "600"), SpawnManner.PLAIN));
    assertTold(process, "unknown:http");
    assertEquals(
        Files.readSymbolicLink(Spawned.proc(process, "fd/4")),
        Files.readSymbolicLink(Spawned.proc(process, "fd/0")));
  }

  @Test
  void aChildThatIsStartedThroughOtherProgramsAsAnotherUserIsToldItsPidToo() throws Exception {
    assumeTrue(os.uid() == 0, "only root can start as another user");
    listen(ListenAddress.of("@jstartup-test-" + os.pid()));
    RunAs user = new RunAs(12_345, 12_346, List.of(), "");
    List<String> through =
        List.of("/usr/bin/setpriv", "--reuid=12345", "--regid=12346", "--clear-groups");
    ManagedProcess process =
        spawned.start(
            request(
                List.of("/bin/sleep", "600"),
                new SpawnManner(through, Optional.empty(), Optional.of(user))));
    while (!Spawned.strings(process, "cmdline").get(0).equals("/bin/sleep")) {
      Thread.onSpinWait();
    }
    assertTold(process, "unknown");
  }

  @Test
  void aProgramThatCannotBeExecutedIsAnErrorAsEver() throws Exception {
    listen(ListenAddress.of("@jstartup-test-" + os.pid()));
    for (int i = 0; i < 20; i++) {
      OsException e =
          assertThrows(
              OsException.class,
              () -> spawned.start(request(List.of("/no/such/program"), SpawnManner.PLAIN)));
      assertTrue(e.getMessage().contains("/no/such/program"), e.getMessage());
    }
  }

  @Test
  void saysWhoHasAnAddressAndWhatAPathIs() throws Exception {
    try (ServerSocket other = new ServerSocket(0)) {
      OsException e =
          assertThrows(
              OsException.class,
              () -> os.listen(ListenAddress.of("" + other.getLocalPort()), false));
      assertTrue(e.getMessage().contains("in use, by pid " + os.pid()), e.getMessage());
    }
    Path file = Files.writeString(folder.resolve("file"), "precious");
    OsException e =
        assertThrows(OsException.class, () -> os.listen(ListenAddress.of(file.toString()), false));
    assertTrue(e.getMessage().contains("no socket"), e.getMessage());
    assertEquals("precious", Files.readString(file));
  }

  @Test
  void replacesTheSocketOfTheDeadAndNoOther() throws Exception {
    ListenAddress address = ListenAddress.of(folder.resolve("s").toString());
    os.listen(address, false).close();
    listen(address);
    OsException e = assertThrows(OsException.class, () -> os.listen(address, false));
    assertTrue(e.getMessage().contains("in use, another process listens"), e.getMessage());
  }

  @Test
  void takesASocketBackFromTheProcessThatHasIt() throws Exception {
    int port = freePort();
    ListenAddress address = ListenAddress.of(Integer.toString(port));
    listen(address);
    ManagedProcess process =
        spawned.start(request(List.of("/bin/sleep", "600"), SpawnManner.PLAIN));
    sockets.remove(0).close();
    assertEquals(
        Optional.empty(), os.listening(process.identity(), 3, ListenAddress.of("127.0.0.1:1")));
    assertEquals(Optional.empty(), os.listening(process.identity(), 9, address));
    sockets.add(os.listening(process.identity(), 3, address).orElseThrow());
    process.signal(9);
    for (String host : List.of("127.0.0.1", "::1")) {
      new Socket(InetAddress.getByName(host), port).close();
    }
  }
}
