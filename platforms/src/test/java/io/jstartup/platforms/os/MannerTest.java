package io.jstartup.platforms.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.model.exec.RunAs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are started through something, with a umask of their own, or on behalf of another user. */
@Timeout(60)
class MannerTest {
  private static final RunAs USER = new RunAs(12_345, 12_346, List.of(12_346, 12_347), "");
  private static final List<String> SETPRIV =
      List.of("/usr/bin/setpriv", "--reuid=12345", "--regid=12346", "--groups=12346,12347");

  @TempDir Path folder;

  private final OperatingSystem os = OperatingSystems.current();
  private final Spawned spawned = new Spawned(os);

  @AfterEach
  void end() throws OsException {
    spawned.close();
  }

  private static void asRoot() {
    assumeTrue(OperatingSystems.current().uid() == 0, "only root can start as another user");
  }

  private static SpawnRequest request(
      List<String> argv, String cwd, Path log, List<String> through, Optional<RunAs> user) {
    return new SpawnRequest(
        argv.get(0),
        argv,
        List.of("PATH=/usr/bin:/bin"),
        cwd,
        log.toString(),
        log.toString(),
        Optional.empty(),
        new SpawnManner(through, Optional.of(027), user));
  }

  private ManagedProcess startAsUser(List<String> argv, Path log) throws OsException {
    return spawned.start(request(argv, "/", log, SETPRIV, Optional.of(USER)));
  }

  /** A folder that the user owns, below one that it may enter. */
  private Path usersFolder() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path own = Files.createDirectory(folder.resolve("own"));
    Files.setAttribute(own, "unix:uid", USER.uid());
    Files.setAttribute(own, "unix:gid", USER.gid());
    return own;
  }

  /** In the midst of an execve(2) a process has no command line. */
  private static void awaitProgram(ManagedProcess process, String program) throws Exception {
    while (!Spawned.strings(process, "cmdline").stream()
        .limit(1)
        .toList()
        .equals(List.of(program))) {
      Thread.onSpinWait();
    }
  }

  private static void awaitText(Path file, String text) throws IOException {
    while (!Files.readString(file).contains(text)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void theUmaskIsItsOwnAndNotTheSupervisors() throws Exception {
    int before = maskOfThisProcess();
    ManagedProcess process =
        spawned.start(
            request(
                List.of("/bin/sleep", "600"),
                "/",
                Path.of("/dev/null"),
                List.of(),
                Optional.empty()));
    assertEquals("0027", Spawned.line(process, "status", "Umask:"));
    assertEquals(before, maskOfThisProcess());
  }

  private static int maskOfThisProcess() throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(it -> it.startsWith("Umask:"))
            .findFirst()
            .orElseThrow();
    return Integer.parseInt(line.substring(6).trim(), 8);
  }

  @Test
  void whatItIsStartedThroughBecomesTheProgramWithTheSamePidAndArguments() throws Exception {
    List<String> argv = new ArrayList<>(Spawned.IDLE);
    argv.addAll(List.of("", "a b", "$(id)", "--reuid=0", "\n"));
    ManagedProcess process =
        spawned.start(
            request(
                argv,
                "/",
                Path.of("/dev/null"),
                List.of("/usr/bin/nice", "-n", "3"),
                Optional.empty()));
    awaitProgram(process, "/bin/sh");
    assertEquals(argv, Spawned.strings(process, "cmdline"));
  }

  @Test
  void aUsersLogsAreItsOwn() throws Exception {
    asRoot();
    Path log = usersFolder().resolve("logs/app.log");
    startAsUser(List.of("/bin/sh", "-c", "id -u; id -G; echo again >>/dev/stdout; sleep 600"), log);
    awaitText(log, "12345\n12346 12347\nagain\n");
    assertEquals(USER.uid(), Files.getAttribute(log, "unix:uid"));
    assertEquals(USER.uid(), Files.getAttribute(log.getParent(), "unix:uid"));
  }

  @Test
  void aLogThatOnlyRootCanMakeIsGivenToTheUser() throws Exception {
    asRoot();
    Path log = folder.resolve("logs/app.log");
    startAsUser(List.of("/bin/sh", "-c", "echo again >>/dev/stdout; sleep 600"), log);
    awaitText(log, "again\n");
    assertEquals(USER.uid(), Files.getAttribute(log, "unix:uid"));
    assertEquals(0, Files.getAttribute(log.getParent(), "unix:uid"));
  }

  @Test
  void aPlantedLinkLeadsNowhereThatTheUserCouldNotGo() throws Exception {
    asRoot();
    Path own = usersFolder();
    Path victim = Files.writeString(folder.resolve("victim"), "root's");
    Files.createSymbolicLink(own.resolve("app.log"), victim);
    OsException failure =
        assertThrows(
            OsException.class,
            () -> startAsUser(List.of("/bin/echo", "x"), own.resolve("app.log")));
    assertTrue(failure.getMessage().contains("permission denied"), failure.getMessage());
    assertEquals("root's", Files.readString(victim));
    Path secret = Files.createDirectory(folder.resolve("secret"));
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rwx------"));
    Files.createSymbolicLink(own.resolve("logs"), secret);
    assertThrows(
        OsException.class, () -> startAsUser(List.of("/bin/echo", "x"), own.resolve("logs/a.log")));
    assertFalse(Files.exists(secret.resolve("a.log")));
  }

  @Test
  void aFileOnBehalfOfAUserIsWrittenWithItsRights() throws Exception {
    asRoot();
    Path own = usersFolder();
    Path mine = own.resolve("pid");
    os.onBehalfOf(USER, mine, () -> Files.writeString(mine, "1"));
    assertEquals(USER.uid(), Files.getAttribute(mine, "unix:uid"));
    Path link = Files.createSymbolicLink(own.resolve("link"), folder.resolve("made"));
    assertThrows(
        IOException.class, () -> os.onBehalfOf(USER, link, () -> Files.writeString(link, "1")));
    Path after = Files.writeString(folder.resolve("after"), "");
    assertEquals(0, Files.getAttribute(after, "unix:uid"), "this thread is root again");
  }

  @Test
  void whatTheUserMayNotEnterOrExecuteIsSaidBeforeTheStart() throws Exception {
    asRoot();
    Path secret = Files.createDirectory(folder.resolve("secret"));
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rwx------"));
    Path none = Path.of("/dev/null");
    OsException cwd =
        assertThrows(
            OsException.class,
            () ->
                os.spawn(
                    request(
                        List.of("/bin/true"),
                        secret.toString(),
                        none,
                        SETPRIV,
                        Optional.of(USER))));
    assertTrue(cwd.getMessage().startsWith("cannot enter working directory"), cwd.getMessage());
    String program = secret.resolve("program").toString();
    OsException exec =
        assertThrows(
            OsException.class,
            () -> os.spawn(request(List.of(program), "/", none, SETPRIV, Optional.of(USER))));
    assertTrue(exec.getMessage().startsWith("cannot execute as user"), exec.getMessage());
  }
}
