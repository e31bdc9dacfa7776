package io.jstartup.platforms.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemTest {
  @TempDir Path folder;

  private final OperatingSystem os = OperatingSystems.current();
  private final Spawned spawned = new Spawned(os);

  @AfterEach
  void end() throws OsException {
    spawned.close();
  }

  @Test
  void thisProcessIsKnown() {
    assertEquals(ProcessHandle.current().pid(), os.pid());
    assertEquals(os.pid(), os.identify(os.pid()).orElseThrow().pid());
    assertEquals(Optional.empty(), os.identify(4_194_305));
  }

  @Test
  void theBootHasItsIdAndTheStartOfItsFirstProcess() throws Exception {
    BootIdentity boot = os.boot();
    assertEquals(36, boot.bootId().length());
    assertEquals(boot, os.boot());
    Spawned.needs(os, Capability.EXACT_SPAWN);
    assertEquals(os.identify(1).orElseThrow().startTime(), boot.initStartTime());
  }

  @Test
  void aSessionIsAllThatStayedInIt() throws Exception {
    Spawned.needs(os, Capability.SESSION_SEARCH);
    ManagedProcess leader = spawned.shell("sleep 600 & sleep 600 & setsid sleep 601 & wait");
    int session = leader.identity().pid();
    awaitChildren(session, 3);
    assertEquals(leader.identity(), os.session(session).get(0), "oldest first");
    assertFalse(
        os.session(session).stream()
            .anyMatch(p -> commandLine(p.pid()).equals("sleep\000601\000")));
    for (ProcessHandle child : ProcessHandle.of(session).orElseThrow().children().toList()) {
      child.destroyForcibly();
    }
  }

  @Test
  void processesAreFoundByAVariableOfTheirs() throws Exception {
    Spawned.needs(os, Capability.ENVIRONMENT_SEARCH);
    String tag = UUID.randomUUID().toString();
    ManagedProcess ours = tagged("unique_id=" + tag, "JSTARTUP_HOME=/one");
    ManagedProcess alike = tagged("unique_id=" + tag + "x", "JSTARTUP_HOME=/one");
    ManagedProcess elsewhere = tagged("unique_id=" + tag, "JSTARTUP_HOME=/two");
    assertEquals(
        List.of(ours.identity(), elsewhere.identity()), os.withEnvironment("unique_id=" + tag));

    Map<ProcessIdentity, TaggedProcess> all =
        os.tagged("unique_id", "JSTARTUP_HOME=/one").stream()
            .collect(Collectors.toMap(TaggedProcess::identity, process -> process));
    assertEquals(tag, all.get(ours.identity()).tag());
    assertEquals(tag + "x", all.get(alike.identity()).tag());
    assertEquals(null, all.get(elsewhere.identity()).tag());
    assertEquals(ours.identity().pid(), all.get(ours.identity()).session());
    assertEquals(os.pid(), all.get(ours.identity()).parent());
    assertTrue(all.keySet().stream().noneMatch(p -> p.pid() == os.pid()));
  }

  @Test
  void usageIsInBytesAndNanoseconds() throws Exception {
    ManagedProcess busy = spawned.shell("while :; do :; done");
    List<Integer> pids = List.of(os.pid(), 4_194_305, busy.identity().pid());
    List<OperatingSystem.Usage> usage = os.usage(pids);
    while (usage.get(2).cpuNanos() == 0) {
      usage = os.usage(pids);
    }
    long mebibytes = usage.get(0).memory() >> 20;
    assertTrue(mebibytes > 20 && mebibytes < 4096, "this JVM's memory: " + mebibytes);
    assertEquals(new OperatingSystem.Usage(0, 0), usage.get(1));
    assertTrue(usage.get(2).cpuNanos() < TimeUnit.SECONDS.toNanos(20));
  }

  @Test
  void datagramsReachAPathAndAnAbstractName() throws Exception {
    Spawned.needs(os, Capability.DATAGRAMS);
    for (String address :
        List.of(folder.resolve("notify").toString(), "@jstartup-test-" + UUID.randomUUID())) {
      String code =
          "import socket,sys\n"
              + "s=socket.socket(socket.AF_UNIX,socket.SOCK_DGRAM)\n"
              + "a=sys.argv[1]\n"
              + "s.bind('\\0'+a[1:] if a[0]=='@' else a)\n"
              + "print('bound',flush=True)\n"
              + "print(s.recv(100).decode(),flush=True)\n";
      Process receiver = new ProcessBuilder("python3", "-c", code, address).start();
      try (var output = receiver.inputReader()) {
        assertEquals("bound", output.readLine());
        os.sendDatagram(address, new byte[] {'R', '=', '1'});
        assertEquals("R=1", output.readLine());
      }
    }
    IOException e =
        assertThrows(IOException.class, () -> os.sendDatagram("/no/such", new byte[] {1}));
    assertTrue(e.getMessage().contains("'/no/such': no such file"), e.getMessage());
  }

  @Test
  void aLockKeepsOtherProcessesOutAndTheFileAsItIs() throws Exception {
    Path file = Files.writeString(folder.resolve("lock"), "content");
    String code =
        "import fcntl,sys\n"
            + "f=open(sys.argv[1],'r+')\n"
            + "fcntl.lockf(f,fcntl.LOCK_EX)\n"
            + "print('locked',flush=True)\n"
            + "sys.stdin.readline()\n";
    Process other = new ProcessBuilder("python3", "-c", code, file.toString()).start();
    try (var output = other.inputReader()) {
      assertEquals("locked", output.readLine());
      assertTrue(os.lock(file).isEmpty());
      other.getOutputStream().close();
      other.waitFor();
    }
    AutoCloseable lock = os.lock(file).orElseThrow();
    assertEquals("content", Files.readString(file));
    lock.close();
    os.lock(folder.resolve("new")).orElseThrow().close();
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new"))));
  }

  private ManagedProcess tagged(String... environment) throws Exception {
    ManagedProcess process =
        spawned.start(Spawned.request(List.of("/bin/sleep", "600"), List.of(environment), "/"));
    Spawned.strings(process, "environ");
    return process;
  }

  private static void awaitChildren(int pid, int count) {
    ProcessHandle parent = ProcessHandle.of(pid).orElseThrow();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (parent.children().filter(c -> commandLine((int) c.pid()).startsWith("sleep")).count()
        < count) {
      assertTrue(System.nanoTime() < end, "no " + count + " children within 20 s");
      Thread.onSpinWait();
    }
  }

  private static String commandLine(int pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
    } catch (IOException gone) {
      return "";
    }
  }
}
