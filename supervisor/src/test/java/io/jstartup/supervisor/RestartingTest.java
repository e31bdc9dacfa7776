package io.jstartup.supervisor;

import static io.jstartup.supervisor.client.SupervisorClient.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.CrashLoop;
import io.jstartup.model.Launch;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.platforms.os.Capability;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What starts an app again, by itself or by a request, and when it is given up. */
class RestartingTest extends WithDaemon {
  /** Whatever ends within that ends too soon, also where a start takes its time. */
  private static final long LONG = 60_000;

  private static RestartPolicy policy(int max, long minUptime, long delay, long backoff) {
    return new RestartPolicy(
        true,
        max,
        Duration.ofMillis(minUptime),
        Duration.ofMillis(delay),
        Duration.ofMillis(backoff),
        Set.of());
  }

  /** As it was seen then: it may go on. */
  private ProcessRow await(String name, String status) throws Exception {
    ProcessRow[] seen = new ProcessRow[1];
    Await.until(
        name + " is " + status,
        () -> {
          seen[0] = daemon.row(name);
          return seen[0].status().equals(status);
        });
    return seen[0];
  }

  /** Until its shell has read what it is to do. */
  private void awaitSleeping(String name) throws Exception {
    Await.until(
        name + " runs",
        () ->
            ProcessHandle.of(daemon.row(name).pid())
                .flatMap(it -> it.info().command())
                .filter(it -> it.endsWith("sleep"))
                .isPresent());
  }

  @Test
  void slowsDownACrashLoopThatIsTooSlowToBeGivenUp() throws Exception {
    RestartPolicy policy = policy(16, 1, 0, 0).slowedBy(new CrashLoop(3, Duration.ofMinutes(1)));
    daemon.start(TestDaemon.with(daemon.shell("slow", "sleep 0.02; exit 4"), policy));
    Await.until("it ended six times", () -> daemon.row("slow").restarts() >= 5);
    ProcessRow row = await("slow", "waiting restart");
    String why = "exited with 4 after [0-9.]+ m?s, 3 times in [0-9.]+ m?s";
    assertTrue(row.reason().matches(why), row.reason());
    assertTrue(daemon.log().contains("restarting in 100 ms"), daemon.log());
    assertTrue(daemon.log().contains("restarting in 225 ms"), daemon.log());
  }

  @Test
  void endsErroredAlsoWithARestartDelay() throws Exception {
    daemon.start(TestDaemon.with(daemon.shell("bad", "exit 1"), policy(4, LONG, 20, 0)));
    assertEquals(3, await("bad", "errored").restarts());
    daemon.start(TestDaemon.with(daemon.shell("worse", "kill -9 $$"), policy(4, LONG, 0, 5)));
    String reason = await("worse", "errored").reason();
    assertTrue(reason.matches("killed by signal 9 after .* m?s, 4 times in .* m?s"), reason);
  }

  @Test
  void whatWaitsSaysWhatItSaidLast() throws Exception {
    AppSpec app = daemon.shell("bad", "echo no port >&2; exit 1");
    daemon.start(TestDaemon.with(app, policy(16, 1000, 600_000, 0)));
    String reason = await("bad", "waiting restart").reason();
    assertTrue(reason.matches("exited with 1 after .*; last error line: no port"), reason);
  }

  private AppSpec scripted(String name, String text, int maxRestarts, long delay) throws Exception {
    Path script = Files.writeString(folder.resolve(name + ".sh"), text);
    AppSpec app = TestDaemon.with(daemon.shell(name, ""), policy(maxRestarts, LONG, delay, 0));
    return app.withLaunch(
        new Launch(
            script.toString(), List.of(), "/bin/sh", List.of(), folder.toString(), TestDaemon.ENV));
  }

  private static String refused(Outcome outcome) {
    return outcome.problems().get(0).message();
  }

  @Test
  void whatHasLostItsScriptIsErroredAtOnce() throws Exception {
    daemon.start(scripted("web", "exec sleep 1000", 16, 0));
    awaitSleeping("web");
    daemon.client.save(false);
    Files.delete(folder.resolve("web.sh"));
    String gone = "there is no file '" + folder.resolve("web.sh") + "'";
    String message = refused(daemon.client.restart(List.of("web"), QUIET));
    assertTrue(message.contains(gone), message);
    assertEquals("errored", daemon.row("web").status());
    assertEquals(gone, daemon.row("web").reason());
    assertEquals(1, daemon.row("web").restarts());
    daemon.client.delete(List.of("web"), QUIET);
    message = refused(daemon.client.resurrect(QUIET));
    assertTrue(message.contains(gone), message);
    assertEquals("errored", daemon.row("web").status());
    assertEquals(0, daemon.row("web").restarts());
  }

  /** As at a boot, with a folder that is mounted late. */
  @Test
  void whatWaitsBetweenItsStartsComesWithItsScript() throws Exception {
    daemon.start(scripted("web", "exec sleep 1000", 1000, 20));
    daemon.client.save(false);
    daemon.client.delete(List.of("web"), QUIET);
    Path script = folder.resolve("web.sh");
    Path away = Files.move(script, folder.resolve("away"));
    daemon.client.resurrect(QUIET);
    Await.until("it was tried again", () -> daemon.row("web").restarts() > 1);
    Files.move(away, script);
    awaitSleeping("web");
  }

  /** As in a deployment that puts a new folder in the place of the old one. */
  @Test
  void whatRanComesBackWithItsFolder() throws Exception {
    Path work = Files.createDirectory(folder.resolve("work"));
    Launch launch =
        new Launch(
            "/bin/sh",
            List.of("-c", "exec sleep 1000"),
            Launch.NO_INTERPRETER,
            List.of(),
            work.toString(),
            TestDaemon.ENV);
    daemon.start(daemon.shell("web", "").withLaunch(launch));
    Path away = Files.move(work, folder.resolve("away"));
    ProcessHandle.of(daemon.row("web").pid()).orElseThrow().destroyForcibly();
    ProcessRow row = await("web", "waiting restart");
    assertTrue(row.reason().contains(work.toString()), row.reason());
    Files.move(away, work);
    await("web", "online");
    Files.move(work, away);
    String message = refused(daemon.client.restart(List.of("web"), QUIET));
    assertTrue(message.contains(work.toString()), message);
    assertEquals("errored", daemon.row("web").status());
  }

  @Test
  void whatEndsWhileItsScriptIsReplacedIsRestartedByItsPolicy() throws Exception {
    daemon.start(scripted("web", "rm \"$0\"; exit 1", 3, 0));
    ProcessRow row = await("web", "errored");
    assertTrue(row.reason().contains(" times in "), row.reason());
    daemon.start(scripted("back", "mv \"$0\" \"$0.old\"; exit 1", 16, 300));
    Path script = folder.resolve("back.sh");
    Await.until("it ended", () -> Files.notExists(script));
    Files.writeString(script, "exec sleep 1000");
    awaitSleeping("back");
  }

  @Test
  void resetsItsCounters() throws Exception {
    daemon.start(TestDaemon.with(daemon.shell("bad", "exit 1"), policy(3, LONG, 0, 0)));
    assertEquals(2, await("bad", "errored").restarts());
    Outcome outcome = daemon.client.reset(List.of("bad", "wrong"));
    assertEquals(1, outcome.problems().size());
    assertEquals(0, daemon.row("bad").restarts());
    assertEquals("errored", daemon.row("bad").status());
    String jlist = new String(daemon.client.jlist(false), StandardCharsets.UTF_8);
    assertTrue(jlist.contains("\"unstable_restarts\":0"), jlist);
  }

  /** Shell code that fills a variable with so many bytes. */
  private static String filled(int bytes) {
    return "x=$(head -c " + bytes + " /dev/zero | tr \\\\0 y); ";
  }

  private AppSpec limited(AppSpec app) {
    StopPolicy term = new StopPolicy(StopSignal.SIGTERM, Duration.ofSeconds(5), true);
    RestartPolicy limited = RestartPolicy.DEFAULT.restartedBy(60 << 20, "");
    return TestDaemon.with(TestDaemon.with(app, limited), term);
  }

  private AppSpec big(Path done) {
    String child = "setsid sh -c '" + filled(80_000_000) + "sleep 1000' & ";
    String main = "trap ': > " + done + "; exit' TERM; while :; do sleep 0.1; done";
    return limited(daemon.shell("big", child + main));
  }

  @Test
  void restartsWhatUsesTooMuchMemoryWithItsWholeTree() throws Exception {
    Path done = folder.resolve("done");
    daemon.start(big(done));
    Await.until("it was restarted", () -> daemon.row("big").restarts() > 0);
    assertTrue(Files.exists(done), "gracefully");
    assertTrue(daemon.log().contains("more than its max_memory_restart of 60.0 MiB"));
  }

  @Test
  void countsSharedMemoryOnce() throws Exception {
    TestDaemon.needs(Capability.SHARED_MEMORY);
    String forks = "for i in 1 2 3 4; do (while :; do sleep 0.5; done) & done; : > ready; wait";
    daemon.start(limited(daemon.shell("sharing", filled(20_000_000) + forks)));
    Await.until("it has forked", () -> Files.exists(daemon.home.home().resolve("ready")));
    daemon.start(big(folder.resolve("done")));
    Await.until("all were looked at", () -> daemon.row("big").restarts() > 0);
    assertEquals(0, daemon.row("sharing").restarts());
  }

  @Test
  void whatARestartSparedIsNotTheNextRunsMemory() throws Exception {
    Path spared = folder.resolve("spared");
    String first =
        "[ -e " + spared + " ] || { (" + filled(80_000_000) + "while :; do sleep 0.2; done) & ";
    AppSpec app =
        limited(daemon.shell("kept", first + "echo $! > " + spared + "; }; exec sleep 1000"));
    StopPolicy mainOnly = new StopPolicy(StopSignal.SIGTERM, Duration.ofSeconds(5), false);
    daemon.start(TestDaemon.with(app, mainOnly));
    try {
      Await.until("it was restarted", () -> daemon.row("kept").restarts() > 0);
      daemon.start(big(folder.resolve("done")));
      Await.until("all were looked at", () -> daemon.row("big").restarts() > 0);
      assertEquals(1, daemon.row("kept").restarts(), daemon.log());
    } finally {
      int pid = Integer.parseInt(Files.readString(spared).trim());
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void restartsAtTheTimesOfItsCronPatternAndStartsWhatIsDown() throws Exception {
    RestartPolicy cron = RestartPolicy.DEFAULT.restartedBy(0, "* * * * * *");
    daemon.start(TestDaemon.with(daemon.shell("timed", "exec sleep 1000"), cron));
    Await.until("it was restarted", () -> daemon.row("timed").restarts() >= 2);
    daemon.client.stop(List.of("timed"), SupervisorClient.QUIET);
    await("timed", "online");
    Map<String, Object> none = Map.of("cron_restart", "0");
    assertTrue(daemon.client.restart(List.of("timed"), none, QUIET).ok());
    daemon.client.reset(List.of("timed"));
    LockSupport.parkNanos(1_500_000_000L); // nothing happens: that can't be awaited
    assertEquals(0, daemon.row("timed").restarts());
    RestartPolicy odd = RestartPolicy.DEFAULT.restartedBy(0, "at noon");
    daemon.start(TestDaemon.with(daemon.shell("odd", "exec sleep 1000"), odd));
    assertEquals("online", daemon.row("odd").status());
    assertTrue(daemon.log().contains("cron_restart 'at noon' has no effect: it has 2 fields"));
  }

  @Test
  void keepsItsCronPatternThroughTheSupervisorsDeath() throws Exception {
    RestartPolicy cron = RestartPolicy.DEFAULT.restartedBy(0, "* * * * * *");
    daemon.start(TestDaemon.with(daemon.shell("timed", "exec sleep 1000"), cron));
    daemon.kill9();
    daemon.launch();
    int before = daemon.row("timed").restarts();
    Await.until("it was restarted", () -> daemon.row("timed").restarts() > before);
  }
}
