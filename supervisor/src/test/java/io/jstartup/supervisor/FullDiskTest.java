package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.exec.EnvironmentChange;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The disk that the home is on is full: what runs goes on, what is to run starts, and what isn't written down is said. */
@Timeout(120)
class FullDiskTest {
  private static final String NO_ROOM = "No space left on device";

  @TempDir Path folder;
  private Path disk;
  private Path filler;
  private boolean mounted;
  private TestDaemon daemon;

  @BeforeEach
  void mountSmallDisk() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    filler = disk.resolve("filler");
    mounted =
        run("mount", "-t", "tmpfs", "-o", "size=1m,nr_inodes=100", "tmpfs", disk.toString()) == 0;
    assumeTrue(mounted, "mounting a small disk needs root");
    daemon = new TestDaemon(disk).launch();
  }

  @AfterEach
  void unmount() throws Exception {
    try {
      if (daemon != null) {
        makeRoom();
        daemon.close();
      }
    } finally {
      if (mounted) {
        run("umount", "--lazy", disk.toString());
      }
    }
  }

  private static boolean portable() {
    return !System.getProperty("jstartup.os", "").isEmpty();
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(new byte[1024]);
      }
    } catch (IOException e) {
      assertEquals(NO_ROOM, e.getMessage());
    }
  }

  private void makeRoom() throws IOException {
    Files.deleteIfExists(filler);
  }

  private AppSpec endless(String name) {
    return daemon.shell(name, "exec sleep 1000");
  }

  /** What is to be written down of it finds no room in what files have been given already. */
  private AppSpec large(String name) {
    String much = "x".repeat(100_000);
    return daemon.app(name, "/bin/sh", List.of("-c", "exec sleep 1000", much, much));
  }

  private static void assertUnwritten(Outcome outcome) {
    assertEquals(1, outcome.problems().size(), outcome.toString());
    String said = outcome.problems().get(0).message();
    assertTrue(said.contains("live.state' what has changed: " + NO_ROOM + "; make room"), said);
    assertFalse(outcome.processes().isEmpty(), "it is done all the same");
  }

  @Test
  void eachChangeSaysThatItIsNotWrittenDown() throws Exception {
    daemon.start(endless("web"), endless("gone"));
    fill();
    assertUnwritten(daemon.start(large("large")));
    assertEquals("online", status("large"));
    List<String> web = List.of("web");
    assertUnwritten(daemon.client.restart(web, SupervisorClient.QUIET));
    assertUnwritten(
        daemon.client.reload(web, EnvironmentChange.NONE, 1, false, SupervisorClient.QUIET));
    assertUnwritten(daemon.client.scale("web", "2", SupervisorClient.QUIET));
    assertUnwritten(daemon.client.stop(web, SupervisorClient.QUIET));
    assertUnwritten(daemon.client.delete(List.of("gone"), SupervisorClient.QUIET));
    makeRoom();
    assertEquals(
        List.of(), daemon.client.restart(List.of("large"), SupervisorClient.QUIET).problems());
    daemon.kill9();
    daemon.launch();
    assertEquals(
        List.of("web stopped", "large online", "web stopped"),
        daemon.client.list().stream().map(row -> row.name() + " " + row.status()).toList());
  }

  @Test
  void whatUsuallyChangesHasRoomOfItsOwn() throws Exception {
    assumeFalse(portable(), "Java can't reserve room");
    daemon.start(endless("web"), endless("other"));
    fill();
    for (int i = 0; i < 5; i++) {
      assertOk(daemon.client.restart(List.of("web"), SupervisorClient.QUIET));
      assertOk(daemon.start(endless("new" + i)));
    }
    assertOk(daemon.client.stop(List.of("other"), SupervisorClient.QUIET));
    List<Integer> before = daemon.client.list().stream().map(ProcessRow::pid).toList();
    daemon.kill9();
    daemon.launch();
    assertEquals(before, daemon.client.list().stream().map(ProcessRow::pid).toList());
    assertEquals("stopped", status("other"));
  }

  private static void assertOk(Outcome outcome) {
    assertTrue(outcome.ok(), outcome.toString());
  }

  private String status(String name) {
    return daemon.row(name).status();
  }

  @Test
  void aSuccessorAdoptsAndServes() throws Exception {
    daemon.start(endless("web"));
    int pid = daemon.row("web").pid();
    fill();
    daemon.kill9();
    daemon.launch();
    assertEquals(pid, daemon.row("web").pid());
    makeRoom();
    assertTrue(daemon.start(endless("another")).ok());
    daemon.kill9();
    daemon.launch();
    assertEquals(pid, daemon.row("web").pid());
    assertEquals("online", status("another"));
    Await.until("its pid is written", () -> pidFile().equals("" + daemon.pid()));
  }

  private String pidFile() throws IOException {
    return Files.exists(daemon.home.pidFile()) ? Files.readString(daemon.home.pidFile()) : "";
  }

  private void saveAndEnd() throws Exception {
    daemon.start(endless("web"));
    daemon.client.save(false);
    daemon.client.kill(SupervisorClient.QUIET);
    Await.until("it has ended", () -> !Files.exists(daemon.home.socket()));
  }

  @Test
  void aBootStartsTheSavedApps() throws Exception {
    saveAndEnd();
    fill();
    daemon.launch("boot");
    Await.until("the app is online", () -> status("web").equals("online"));
    int pid = daemon.row("web").pid();
    if (!portable()) { // which can't tell by a process which app it is
      daemon.kill9();
      daemon.launch("boot");
      assertEquals(pid, daemon.row("web").pid(), "not twice");
    }
    makeRoom();
    Await.until("its state is written", () -> Files.exists(daemon.home.liveState()));
    Await.until("its pid is written", () -> pidFile().equals("" + daemon.pid()));
  }

  @Test
  void aBootStartsTheSavedAppsWhereNoFileCanBeMade() throws Exception {
    String said = "date +%s%N >> " + disk.resolve("home/logs/x-out.log"); // which is there
    daemon.start(daemon.shell("web", said + "; exec sleep 1000"));
    daemon.client.save(false);
    daemon.client.kill(SupervisorClient.QUIET);
    Path log = daemon.home.logs().resolve("x-out.log");
    Await.until("it has ended", () -> !Files.exists(daemon.home.socket()));
    long before = Files.size(log);
    Path files = Files.createDirectory(disk.resolve("files"));
    useUpFiles(files);
    Thread launching = new Thread(this::launchQuietly);
    launching.start();
    Await.until("the app runs", () -> Files.size(log) > before);
    assertFalse(Files.exists(daemon.home.socket()));
    for (int i = 0; i < 10; i++) {
      Files.delete(files.resolve("" + i));
    }
    launching.join();
    assertEquals("online", status("web"));
  }

  @Test
  void theLiveStateOfAnotherBootGivesItsRoomToThatOfThisOne() throws Exception {
    saveAndEnd();
    String other = "{\"t\":\"boot\",\"boot\":\"other\",\"init\":1}\n";
    Files.writeString(daemon.home.liveState(), other + "\n".repeat(64 * 1024));
    fill();
    daemon.launch("boot");
    assertOk(daemon.client.restart(List.of("web"), SupervisorClient.QUIET));
  }

  private void launchQuietly() {
    try {
      daemon.launch("boot");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void useUpFiles(Path folder) throws IOException {
    try {
      for (int i = 0; ; i++) {
        Files.createFile(folder.resolve("" + i));
      }
    } catch (IOException e) {
      assertTrue(e.getMessage().contains(NO_ROOM), e.getMessage());
    }
  }

  @Test
  void endsInOrder() throws Exception {
    AppSpec app = endless("web");
    daemon.start(app.withFiles(app.logs(), "")); // a pid file that goes would make room
    fill();
    ProcessHandle supervisor = ProcessHandle.of(daemon.pid()).orElseThrow();
    daemon.client.kill(SupervisorClient.QUIET);
    supervisor.onExit().get();
    assertFalse(Files.exists(daemon.home.liveState()));
    assertFalse(Files.exists(daemon.home.pidFile()));
    assertFalse(Files.exists(daemon.home.socket()));
    makeRoom();
    daemon.launch();
    assertEquals(List.of(), daemon.client.list());
  }

  @Test
  void aSaveSaysSoAndKeepsTheOldList() throws Exception {
    daemon.start(endless("web"));
    daemon.client.save(false);
    byte[] saved = Files.readAllBytes(daemon.home.dump());
    daemon.start(endless("another"));
    fill();
    ProblemsException refused =
        assertThrows(ProblemsException.class, () -> daemon.client.save(false));
    assertTrue(refused.getMessage().contains(NO_ROOM), refused.getMessage());
    assertArrayEquals(saved, Files.readAllBytes(daemon.home.dump()));
    try (Stream<Path> files = Files.walk(daemon.home.home())) {
      assertEquals(List.of(), files.filter(file -> file.toString().endsWith(".tmp")).toList());
    }
    makeRoom();
    daemon.client.save(false);
  }
}
