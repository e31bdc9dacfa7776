package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.client.ProcessEvent;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A supervisor replaced by another version in its own process. */
class UpdateTest {
  @TempDir Path folder;
  private TestDaemon daemon;

  @BeforeEach
  void startDaemon() throws Exception {
    daemon = new TestDaemon(folder).launch();
  }

  @AfterEach
  void endDaemon() throws Exception {
    daemon.close();
  }

  static Stream<String> javas() {
    File[] found = new File("/usr/lib/jvm").listFiles(it -> it.getName().matches("\\D*25\\D.*"));
    return Stream.concat(
        Stream.of(System.getProperty("java.home")),
        Stream.of(found == null ? new File[0] : found).map(File::getPath).limit(1));
  }

  private static List<String> same() {
    return TestDaemon.program();
  }

  private SupervisorClient another() throws Exception {
    return SupervisorClient.connect(daemon.home.socket()).orElseThrow();
  }

  private String java() throws Exception {
    return Files.readSymbolicLink(Path.of("/proc/" + daemon.pid() + "/exe")).toString();
  }

  @ParameterizedTest
  @MethodSource("javas")
  void keepsTheSupervisorsPidAndTheAppsTheirParentAndExitCodes(String java) throws Exception {
    Path end = folder.resolve("end");
    daemon.start(
        daemon.shell("web", "exec sleep 1000"),
        daemon.shell("ends", "while [ ! -e " + end + " ]; do sleep 0.02; done; exit 42"));
    int supervisor = daemon.pid();
    List<Integer> pids = daemon.client.list().stream().map(ProcessRow::pid).toList();
    assertEquals(
        "test", daemon.client.update(TestDaemon.program(java, DaemonMain.class), "").getValue());
    assertTrue(java().startsWith(Path.of(java).toRealPath().toString()), java());
    assertEquals(supervisor, daemon.pid(), "by the connection that was there before");
    assertEquals(pids, daemon.client.list().stream().map(ProcessRow::pid).toList());
    Files.createFile(end);
    Await.until("it was restarted", () -> daemon.row("ends").restarts() > 0);
    assertTrue(daemon.log().contains("exited with 42"), daemon.log());
    assertEquals(supervisor, parent(daemon.row("web").pid()));
    assertFalse(Files.exists(daemon.home.handover()));
  }

  private static int parent(int pid) throws Exception {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[1]);
  }

  @Test
  void knowsHowAnAppEndedThatDiedMeanwhile() throws Exception {
    // it dies once the supervisor is no program of ours: its environ tells when it was replaced
    Path supervisor = Path.of("/proc/" + daemon.pid() + "/cmdline");
    daemon.start(
        daemon.shell(
            "web",
            "while ! grep -qz -e --handover "
                + supervisor
                + "; do :; done; exit $((41 + $(cat runs 2>/dev/null || echo 0)))"));
    daemon.client.update(same(), "");
    Await.until("it was restarted", () -> daemon.row("web").restarts() > 0);
    assertTrue(daemon.log().contains("exited with 41"), daemon.log());
    assertFalse(daemon.log().contains("unknown"), daemon.log());
  }

  @Test
  void refusesAVersionThatDoesNotComeUpAndGoesOn() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    int pid = daemon.row("web").pid();
    String before = java();
    Path broken =
        Files.writeString(folder.resolve("broken"), "#!/bin/sh\necho no Java here\nexit 3\n");
    assertTrue(broken.toFile().setExecutable(true));
    ProblemsException e =
        assertThrows(
            ProblemsException.class, () -> daemon.client.update(List.of(broken.toString()), ""));
    assertTrue(e.getMessage().contains("its trial run exited with 3"), e.getMessage());
    assertTrue(e.problems().get(0).remedy().contains("no Java here"), e.getMessage());
    assertThrows(
        ProblemsException.class, () -> daemon.client.update(List.of("/no/such/program"), ""));
    assertThrows(ProblemsException.class, () -> daemon.client.update(List.of("/bin/true"), ""));
    assertEquals(before, java());
    assertEquals(pid, daemon.row("web").pid());
    assertEquals(pid(), daemon.pid());
    assertFalse(Files.exists(daemon.home.handover()));
  }

  private int pid() throws Exception {
    return Integer.parseInt(Files.readString(daemon.home.pidFile()).trim());
  }

  @Test
  void goesBackWhenTheNewVersionCannotTakeOver() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    int pid = daemon.row("web").pid();
    int supervisor = daemon.pid();
    List<String> broken =
        TestDaemon.program(System.getProperty("java.home"), BrokenDaemonMain.class);
    ProblemsException e =
        assertThrows(ProblemsException.class, () -> daemon.client.update(broken, ""));
    assertTrue(e.getMessage().contains("no listener for me"), e.getMessage());
    assertEquals(supervisor, daemon.pid());
    assertEquals(pid, daemon.row("web").pid());
    assertEquals("test", daemon.client.update(same(), "").getValue(), "it can be tried again");
  }

  @Test
  void tellsSubscribersOfAllThatHappensInOrder() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    List<String> heard = new ArrayList<>();
    SupervisorClient listening = another();
    listening.subscribe();
    Thread listener =
        new Thread(() -> listening.passOn((ProcessEvent event) -> add(heard, event.event())));
    listener.start();
    daemon.client.restart(List.of("web"), SupervisorClient.QUIET);
    daemon.client.update(same(), "");
    daemon.client.stop(List.of("web"), SupervisorClient.QUIET);
    Await.until("all was told", () -> copy(heard).contains("stop") && copy(heard).size() >= 5);
    assertEquals(List.of("exit", "start", "online", "exit", "stop"), copy(heard));
    listening.close();
    listener.join();
  }

  private static void add(List<String> list, String text) {
    synchronized (list) {
      list.add(text);
    }
  }

  private static List<String> copy(List<String> list) {
    synchronized (list) {
      return new ArrayList<>(list);
    }
  }

  /** An app that makes a file when it is told to end, and then does this first. */
  private void startSlow(Path asked, String first) throws Exception {
    Path ready = folder.resolve("ready");
    String trap = "trap ': > " + asked + "; " + first + "; exit 0' INT; ";
    daemon.start(daemon.shell("slow", trap + ": > " + ready + "; while :; do sleep 0.02; done"));
    Await.until("it is ready", () -> Files.exists(ready));
  }

  @Test
  void answersAStopThatWasUnderWay() throws Exception {
    Path go = folder.resolve("go");
    Path asked = folder.resolve("asked");
    startSlow(asked, "while [ ! -e " + go + " ]; do sleep 0.02; done");
    SupervisorClient stopping = another();
    AtomicBoolean ok = new AtomicBoolean();
    Thread thread =
        new Thread(() -> ok.set(stopping.stop(List.of("slow"), SupervisorClient.QUIET).ok()));
    thread.start();
    Await.until("it was asked to stop", () -> Files.exists(asked));
    daemon.client.update(same(), "");
    assertEquals("stopping", daemon.row("slow").status());
    Files.createFile(go);
    thread.join();
    assertTrue(ok.get());
    assertEquals("stopped", daemon.row("slow").status());
    stopping.close();
  }

  @Test
  void servesEverybodyWhileItIsReplacedAgainAndAgain() throws Exception {
    daemon.start(daemon.shell("stays", "exec sleep 1000"));
    int stays = daemon.row("stays").pid();
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger rounds = new AtomicInteger();
    ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    List<Thread> users = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String name = "app" + i;
      Thread user = new Thread(() -> use(name, over, rounds, failures));
      user.start();
      users.add(user);
    }
    for (int i = 0; i < 5; i++) {
      daemon.client.update(same(), "");
    }
    over.set(true);
    for (Thread user : users) {
      user.join();
    }
    assertEquals(List.of(), new ArrayList<>(failures));
    assertTrue(rounds.get() > 5, rounds + " rounds");
    assertEquals(stays, daemon.row("stays").pid());
    assertEquals(1, daemon.client.list().size());
    assertEquals(1, open(daemon.pid(), "supervisor.lock"));
  }

  /** Each command by a connection of its own, as commands do. */
  private void use(
      String name,
      AtomicBoolean over,
      AtomicInteger rounds,
      ConcurrentLinkedQueue<String> failures) {
    try {
      while (!over.get()) {
        try (SupervisorClient client = another()) {
          client.start(
              List.of(daemon.shell(name, "exec sleep 1000")),
              io.jstartup.supervisor.control.StartMode.NEW,
              SupervisorClient.QUIET);
        }
        try (SupervisorClient client = another()) {
          Optional<ProcessRow> row =
              client.list().stream().filter(it -> it.name().equals(name)).findFirst();
          if (row.isEmpty() || !TestDaemon.alive(row.get().pid())) {
            failures.add(name + " was started and is not there: " + row);
          }
          client.save(false);
        }
        try (SupervisorClient client = another()) {
          client.delete(List.of(name), SupervisorClient.QUIET);
        }
        rounds.incrementAndGet();
      }
    } catch (Exception | AssertionError e) {
      failures.add(name + ": " + e);
    }
  }

  private static long open(int pid, String name) throws Exception {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return descriptors.filter(it -> target(it).endsWith("/" + name)).count();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (java.io.IOException e) {
      return "";
    }
  }

  /** The moments in which one program has gone and the other does not heed signals yet: a JVM needs some to begin. */
  @Test
  void heedsASignalThatComesWhileItIsReplaced() throws Exception {
    Path asked = folder.resolve("asked");
    startSlow(asked, "sleep 0.1");
    int supervisor = daemon.pid();
    Thread update = updateUntilReplaced(supervisor);
    signal("HUP", supervisor);
    update.join();
    assertEquals(supervisor, daemon.pid(), "it goes on");
    Await.until("it heard of it", () -> daemon.log().contains("got SIGHUP"));

    Thread another = updateUntilReplaced(supervisor);
    signal("TERM", supervisor);
    another.join();
    Await.until("it is gone", () -> !TestDaemon.alive(supervisor));
    assertTrue(daemon.log().contains("got SIGTERM"), daemon.log());
    assertTrue(Files.exists(asked), "the app was asked to stop");
    assertFalse(Files.exists(daemon.home.liveState()), "its end was orderly");
  }

  /** Comes back in the midst of it. */
  private Thread updateUntilReplaced(int supervisor) throws Exception {
    Thread update =
        new Thread(
            () -> {
              try {
                daemon.client.update(same(), "");
              } catch (ProblemsException e) {
                return; // it ended before it answered
              }
            });
    update.start();
    Await.until("it is a program that catches nothing yet", () -> !catchesTerm(supervisor));
    return update;
  }

  /** proc(5): the bit of signal 15 in the mask of those that are caught. */
  private static boolean catchesTerm(int pid) throws Exception {
    String caught =
        Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
            .filter(line -> line.startsWith("SigCgt:"))
            .findFirst()
            .orElseThrow();
    return (Long.parseUnsignedLong(caught.split("\\s+")[1], 16) & 1 << 14) != 0;
  }

  private static void signal(String name, int pid) throws Exception {
    assertEquals(0, new ProcessBuilder("kill", "-" + name, "" + pid).start().waitFor());
  }

  @Test
  void doesNotGoOverWhileItEnds() throws Exception {
    Path asked = folder.resolve("asked");
    startSlow(asked, "sleep 1");
    ProcessHandle.of(daemon.pid()).orElseThrow().destroy();
    Await.until("it ends", () -> Files.exists(asked));
    ProblemsException e =
        assertThrows(ProblemsException.class, () -> daemon.client.update(same(), ""));
    assertTrue(e.getMessage().contains("is ending"), e.getMessage());
  }
}
