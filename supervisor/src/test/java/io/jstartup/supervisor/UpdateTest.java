package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.ProblemsException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A supervisor replaced by another version in its own process. */
class UpdateTest extends WithDaemon {
  static Stream<String> javas() {
    File[] found = new File("/usr/lib/jvm").listFiles(it -> it.getName().matches("\\D*25\\D.*"));
    return Stream.concat(
        Stream.of(System.getProperty("java.home")),
        Stream.of(found == null ? new File[0] : found).map(File::getPath).limit(1));
  }

  private static List<String> same() {
    return TestDaemon.program();
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
    List<Integer> before = pids();
    assertEquals(
        "test", daemon.client.update(TestDaemon.program(java, DaemonMain.class), "").getValue());
    assertTrue(java().startsWith(Path.of(java).toRealPath().toString()), java());
    assertEquals(supervisor, daemon.pid(), "by the connection that was there before");
    assertEquals(before, pids());
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

  /** The moments in which one program has gone and the other does not heed signals yet: a JVM needs some to begin. */
  @Test
  void heedsASignalThatComesWhileItIsReplaced() throws Exception {
    Path asked = folder.resolve("asked");
    daemon.start(graceful("slow", ": > " + asked + "; sleep 0.1"));
    awaitHearing("slow");
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

  /** Comes back in the midst of it; that is soon over, and it is updated again when that was missed. */
  private Thread updateUntilReplaced(int supervisor) throws Exception {
    Thread[] update = {updating()};
    Await.until(
        "it is a program that catches nothing yet",
        () -> {
          boolean over = !update[0].isAlive();
          boolean held = holdsTerm(supervisor);
          update[0] = over && !held ? updating() : update[0];
          return held;
        });
    return update[0];
  }

  private Thread updating() {
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
    return update;
  }

  /** proc(5): whether signal 15 waits, with nobody to catch it yet. */
  private static boolean holdsTerm(int pid) throws Exception {
    List<String> status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
    return hasTerm(status, "SigBlk:") && !hasTerm(status, "SigCgt:");
  }

  private static boolean hasTerm(List<String> status, String mask) {
    String bits = status.stream().filter(line -> line.startsWith(mask)).findFirst().orElseThrow();
    return (Long.parseUnsignedLong(bits.split("\\s+")[1], 16) & 1 << 14) != 0;
  }

  private static void signal(String name, int pid) throws Exception {
    assertEquals(0, new ProcessBuilder("kill", "-" + name, "" + pid).start().waitFor());
  }

  @Test
  void doesNotGoOverWhileItEnds() throws Exception {
    Path asked = folder.resolve("asked");
    Path go = folder.resolve("go");
    daemon.start(
        graceful("slow", ": > " + asked + "; while [ ! -e " + go + " ]; do sleep 0.02; done"));
    awaitHearing("slow");
    ProcessHandle.of(daemon.pid()).orElseThrow().destroy();
    Await.until("it ends", () -> Files.exists(asked));
    ProblemsException e =
        assertThrows(ProblemsException.class, () -> daemon.client.update(same(), ""));
    Files.createFile(go);
    assertTrue(e.getMessage().contains("is ending"), e.getMessage());
  }
}
