package io.jstartup.platforms.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.OsText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpawnTest {
  private static final List<String> HOSTILE =
      List.of(
          "",
          " a b ",
          "'\"`$HOME$(id)%n\\",
          "two\nlines\ttab\r",
          "żółć 日本 🚀",
          OsText.decode(new byte[] {(byte) 0xFF, 'x', (byte) 0xC3, '(', (byte) 0x80}),
          "--name=*",
          "x".repeat(100 * 1024));

  @TempDir Path folder;

  private final OperatingSystem os = OperatingSystems.current();
  private final Spawned spawned = new Spawned(os);

  @AfterEach
  void end() throws OsException {
    spawned.close();
  }

  @Test
  void argumentsArriveByteForByte() throws Exception {
    Spawned.needs(os, Capability.EXACT_SPAWN);
    List<String> argv = new ArrayList<>(Spawned.IDLE);
    argv.addAll(HOSTILE);
    ManagedProcess process = spawned.start(Spawned.request(argv));
    List<String> arrived = Spawned.strings(process, "cmdline");
    assertEquals(argv, arrived);
  }

  @Test
  void aJvmWithNoUtf8LocalePassesTheSameBytes() throws Exception {
    Spawned.needs(os, Capability.EXACT_SPAWN);
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PlainLocaleSpawn.class.getName())
            .inheritIO();
    java.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    assertEquals(0, java.start().waitFor());
  }

  @Test
  void theEnvironmentIsExactlyWhatWasAskedForInItsOrder() throws Exception {
    Spawned.needs(os, Capability.EXACT_SPAWN);
    List<String> environment = new ArrayList<>();
    for (String value : HOSTILE) {
      environment.add("V" + environment.size() + "=" + value);
    }
    environment.add("odd name.with-dots=1");
    environment.add("A=second");
    environment.add("A=twice");
    // read before a shell could change it: sleep does not touch its block
    ManagedProcess process =
        spawned.start(Spawned.request(List.of("/bin/sleep", "600"), environment, "/"));
    assertEquals(environment, Spawned.strings(process, "environ"));
  }

  @Test
  void theWorkingDirectoryMayHaveAnyName() throws Exception {
    Spawned.needs(os, Capability.EXACT_SPAWN);
    String cwd = folder + "/" + OsText.decode(new byte[] {'a', ' ', '\'', '"', '\n', (byte) 0xFF});
    // made by a shell: Java can't name it
    run(Spawned.request(List.of("/bin/sh", "-c", "mkdir \"$0\"", cwd)));
    run(
        new SpawnRequest(
            "/bin/sh",
            List.of("sh", "-c", "/bin/readlink /proc/self/cwd"),
            List.of(),
            cwd,
            folder.resolve("out.log").toString(),
            "/dev/null",
            Optional.empty()));
    byte[] logged = Files.readAllBytes(folder.resolve("out.log"));
    assertEquals(
        folder.toRealPath() + cwd.substring(folder.toString().length()) + "\n",
        OsText.decode(logged));
  }

  private static List<String> descriptors(ManagedProcess process) {
    return Stream.of(Spawned.proc(process, "fd").toFile().list()).sorted().toList();
  }

  @Test
  void onlyItsThreeStandardDescriptorsAreOpen() throws Exception {
    try (Poller poller = os.poller();
        Stream<Path> kept = Files.list(folder)) {
      ManagedProcess process = spawned.start(logging("sleep 600", "out.log", "err.log"));
      // while it is loaded, it has its libraries' files open for a moment
      long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      List<String> open = descriptors(process);
      while (!open.equals(List.of("0", "1", "2")) && System.nanoTime() < limit) {
        open = descriptors(process);
      }
      assertEquals(List.of("0", "1", "2"), open);
      assertEquals(Path.of("/dev/null"), Files.readSymbolicLink(Spawned.proc(process, "fd/0")));
      assertTrue(poller != null && kept != null);
    }
  }

  @Test
  void logsAreAppendedToAndPrivate() throws Exception {
    Files.writeString(folder.resolve("out.log"), "before\n");
    run(logging("echo out; echo err >&2", "out.log", "err.log"));
    assertEquals("before\nout\n", Files.readString(folder.resolve("out.log")));
    assertEquals("err\n", Files.readString(folder.resolve("err.log")));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("err.log"))));
  }

  @Test
  void oneFileForBothStreamsIsOneDescription() throws Exception {
    // what went through the one moved the offset of the other
    run(logging("echo 1; grep pos /proc/self/fdinfo/2", "both.log", "both.log"));
    assertEquals("1\npos:\t2\n", Files.readString(folder.resolve("both.log")));
  }

  @Test
  void itLeadsASessionOfItsOwn() throws Exception {
    ManagedProcess process = spawned.shell("sleep 600; :");
    Spawned.needs(os, Capability.OWN_SESSION);
    int pid = process.identity().pid();
    // where another program makes the session, it is there a moment later
    boolean atOnce = os.capabilities().contains(Capability.EXACT_SPAWN);
    String[] stat;
    do {
      stat = Files.readString(Spawned.proc(process, "stat")).split(" ");
    } while (!atOnce && !stat[5].equals(Integer.toString(pid)));
    assertEquals(Integer.toString(pid), stat[4], "process group");
    assertEquals(Integer.toString(pid), stat[5], "session");
  }

  /** The C library uses 32 and 33 for its threads, ignores them in what it spawns, and sets them up itself when it needs them. */
  @Test
  void signalsAreAtTheirDefaultsAndNoneIsBlocked() throws Exception {
    Spawned.needs(os, Capability.EXACT_SPAWN);
    ManagedProcess process =
        spawned.start(Spawned.request(List.of("/bin/sleep", "600"), List.of(), "/"));
    long ignored = Long.parseUnsignedLong(Spawned.line(process, "status", "SigIgn:"), 16);
    assertEquals(0, ignored & ~(1L << 31 | 1L << 32), Long.toHexString(ignored));
    assertEquals("0000000000000000", Spawned.line(process, "status", "SigBlk:"));
    assertEquals("0000000000000000", Spawned.line(process, "status", "SigCgt:"));
  }

  @Test
  void theLimitOfDescriptorsIsOurs() throws Exception {
    ManagedProcess process = spawned.shell("sleep 600; :");
    String ours =
        Files.readAllLines(Path.of("/proc/self/limits")).stream()
            .filter(line -> line.startsWith("Max open files"))
            .findFirst()
            .orElseThrow();
    assertEquals(ours.substring(14).trim(), Spawned.line(process, "limits", "Max open files"));
  }

  @Test
  void aMissingProgramIsNamed() {
    assertProblem("cannot execute '/no/such': no such file", "/no/such", "/");
  }

  @Test
  void aMissingWorkingDirectoryIsNamed() {
    assertProblem("cannot enter working directory '/no/dir': no such file", "/bin/true", "/no/dir");
  }

  @Test
  void aFileThatIsNotExecutableIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("plain"), "#!/bin/sh\n");
    assertProblem("is it executable (chmod +x)", file.toString(), "/");
    assertProblem("it is a folder", folder.toString(), "/");
  }

  @Test
  void aMissingInterpreterIsNamed() throws IOException {
    Spawned.needs(os, Capability.EXACT_SPAWN);
    Path file = executable("#!/no/interpreter -x\n");
    assertProblem(
        "the interpreter of its first line '#!/no/interpreter -x' does not exist",
        file.toString(),
        "/");
  }

  @Test
  void aFileOfNoKnownFormatIsNamed() throws IOException {
    Spawned.needs(os, Capability.EXACT_SPAWN);
    assertProblem("a script needs a first line", executable("echo\n").toString(), "/");
  }

  @Test
  void doesNotWaitForAReaderOfALogThatIsAFifo() throws Exception {
    Path fifo = folder.resolve("log");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    SpawnRequest request =
        new SpawnRequest(
            "/bin/true",
            List.of("true"),
            List.of(),
            "/",
            "/dev/null",
            fifo.toString(),
            Optional.empty());
    OsException e =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10), () -> assertThrows(OsException.class, () -> os.spawn(request)));
    assertTrue(e.getMessage().startsWith("cannot open file for standard error '" + fifo + "'"));
  }

  @Test
  void anUnwritableLogIsNamed() {
    SpawnRequest request =
        new SpawnRequest(
            "/bin/true",
            List.of("true"),
            List.of(),
            "/",
            "/dev/null",
            "/no/x.log",
            Optional.empty());
    OsException e = assertThrows(OsException.class, () -> os.spawn(request));
    assertTrue(
        e.getMessage().startsWith("cannot open file for standard error '/no/x.log': no such file"));
  }

  @Test
  void anArgumentThatIsTooBigIsNamedBySize() {
    Spawned.needs(os, Capability.EXACT_SPAWN);
    SpawnRequest request = Spawned.request(List.of("/bin/true", "x".repeat(200_000)));
    OsException e = assertThrows(OsException.class, () -> os.spawn(request));
    assertTrue(e.getMessage().contains("one argument or variable has 200001 bytes"));
  }

  @Test
  void aNulIsRefusedAndNotTakenAsTheEnd() {
    SpawnRequest request = Spawned.request(List.of("/bin/true", "a\0b"));
    assertThrows(IllegalArgumentException.class, () -> os.spawn(request));
  }

  private void assertProblem(String expected, String program, String cwd) {
    SpawnRequest request = Spawned.request(List.of(program), List.of(), cwd);
    OsException e = assertThrows(OsException.class, () -> os.spawn(request));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }

  private Path executable(String content) throws IOException {
    Path file = folder.resolve("script");
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private SpawnRequest logging(String script, String out, String err) {
    return new SpawnRequest(
        "/bin/sh",
        List.of("sh", "-c", script),
        List.of("PATH=/bin"),
        "/",
        folder.resolve(out).toString(),
        folder.resolve(err).toString(),
        Optional.empty());
  }

  private void run(SpawnRequest request) throws OsException {
    try (Poller poller = os.poller()) {
      Exits.await(poller, spawned.start(request));
    }
  }
}
