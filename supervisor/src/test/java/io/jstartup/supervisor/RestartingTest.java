package io.jstartup.supervisor;

import static io.jstartup.supervisor.client.SupervisorClient.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.AppEntry;
import io.jstartup.model.AppSpec;
import io.jstartup.model.CrashLoop;
import io.jstartup.model.Launch;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.model.exec.EnvironmentChange;
import io.jstartup.platforms.os.Capability;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import io.jstartup.supervisor.control.StartMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartingTest {
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

  private static RestartPolicy policy(int max, long minUptime, long delay, long backoff) {
    return new RestartPolicy(
        true,
        max,
        Duration.ofMillis(minUptime),
        Duration.ofMillis(delay),
        Duration.ofMillis(backoff),
        Set.of());
  }

  private ProcessRow await(String name, String status) throws Exception {
    Await.until(name + " is " + status, () -> daemon.row(name).status().equals(status));
    return daemon.row(name);
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
    daemon.start(TestDaemon.with(daemon.shell("bad", "exit 1"), policy(4, 1000, 20, 0)));
    assertEquals(3, await("bad", "errored").restarts());
    daemon.start(TestDaemon.with(daemon.shell("worse", "kill -9 $$"), policy(4, 1000, 0, 5)));
    String reason = await("worse", "errored").reason();
    assertTrue(reason.matches("killed by signal 9 after .* ms, 4 times in .* m?s"), reason);
  }

  private static AppSpec incrementing(AppSpec app, String variable) {
    Map<String, Object> entry = AppEntry.entry(new SavedInstance(app, 0, "", true));
    entry.put("increment_var", variable);
    return AppEntry.read(entry).app();
  }

  private AppSpec instances(AppSpec app, int count) {
    return app.withInstances(count);
  }

  private List<Integer> numbers(String name) {
    return daemon.client.list().stream()
        .filter(row -> row.name().equals(name))
        .map(ProcessRow::number)
        .toList();
  }

  private Outcome scale(String app, String count) {
    return daemon.client.scale(app, count, SupervisorClient.QUIET);
  }

  private String refused(Supplier<Outcome> request) {
    return request.get().problems().get(0).message();
  }

  /** An app that writes these variables of its into files named after its number, then sleeps. */
  private AppSpec telling(String name, String variables) {
    return daemon.shell(
        name, "echo \"" + variables + "\" > told.$NODE_APP_INSTANCE; exec sleep 1000");
  }

  private String told(int number) throws Exception {
    Path file = daemon.home.home().resolve("told." + number);
    Await.until("it told", () -> Files.exists(file) && Files.size(file) > 0);
    return Files.readString(file).trim();
  }

  @Test
  void scalesAnAppToMoreAndFewerInstances() throws Exception {
    daemon.start(instances(telling("web", "$name"), 2));
    assertTrue(scale("web", "4").ok());
    assertEquals(List.of(0, 1, 2, 3), numbers("web"));
    int kept = daemon.client.list().get(3).pid();
    Outcome fewer = scale("web", "2");
    assertEquals(2, fewer.processes().size(), "the first two went");
    assertEquals(List.of(2, 3), numbers("web"));
    assertEquals(kept, daemon.client.list().get(1).pid(), "the others go on");
    assertTrue(scale("web", "+1").ok());
    assertEquals(List.of(2, 3, 0), numbers("web"));
    assertTrue(scale("web", "-2").ok());
    assertEquals(List.of(0), numbers("web"));
    Outcome same = scale("web", "1");
    assertTrue(same.ok() && same.processes().isEmpty());
    assertEquals("web", told(3));
  }

  @Test
  void refusesToScaleToNothingOrNonsense() {
    daemon.start(instances(daemon.shell("web", "exec sleep 1000"), 2));
    daemon.start(daemon.shell("other", "exec sleep 1000"));
    for (String count : List.of("0", "-2", "-5", "10001", "+10000")) {
      String message = refused(() -> scale("web", count));
      assertTrue(message.contains("it has 2 instances and can have 1 to 10000"), message);
    }
    for (String count : List.of("", "x", "1.5", "+", "--1", "9999999999", "1; reboot")) {
      assertTrue(refused(() -> scale("web", count)).contains("is no number"), count);
    }
    assertTrue(refused(() -> scale("wep", "2")).contains("did you mean 'web'"));
    assertTrue(refused(() -> scale("all", "2")).contains("that means several apps"));
    assertEquals(3, daemon.client.list().size());
  }

  @Test
  void raisesTheIncrementedVariableInEachInstance() throws Exception {
    Map<String, String> env = new HashMap<>(TestDaemon.ENV);
    env.put("PORT", "3000");
    AppSpec app = telling("web", "$PORT $NODE_APP_INSTANCE");
    app = app.withLaunch(app.launch().withEnv(env));
    AppSpec raising = incrementing(app, "PORT");
    daemon.start(instances(raising, 2));
    assertEquals("3000 0", told(0));
    assertEquals("3001 1", told(1));
    scale("web", "3");
    assertEquals("3002 2", told(2));
    Files.delete(daemon.home.home().resolve("told.1"));
    daemon.client.start(List.of(raising), StartMode.FILE, SupervisorClient.QUIET);
    assertEquals("3001 1", told(1), "from the file once more");
    Files.delete(daemon.home.home().resolve("told.2"));
    daemon.client.save(false);
    daemon.client.delete(List.of("all"), SupervisorClient.QUIET);
    daemon.client.resurrect(SupervisorClient.QUIET);
    assertEquals("3002 2", told(2), "after a boot");
  }

  @Test
  void raisesTheIncrementedVariableOfAnEnvironmentThatIsAdded() throws Exception {
    AppSpec app = incrementing(telling("web", "$PORT $COLOUR"), "PORT");
    daemon.start(
        instances(app, 3)
            .withOthers(
                Map.of(
                    "env_production", Map.of("PORT", 4000L),
                    "env_staging", Map.of("PORT", "5000"),
                    "env_blue", Map.of("COLOUR", "blue"))));
    assertEquals(List.of("0", "1", "2"), toldAnew(() -> null));
    assertEquals(
        List.of("4000", "4001", "4002"),
        toldAnew(
            () ->
                daemon.client.restart(
                    List.of("web"), Map.of(), false, adding("production"), QUIET)));
    assertEquals(
        List.of("5000", "5001", "5002"),
        toldAnew(() -> daemon.client.reload(List.of("web"), adding("staging"), 3, false, QUIET)));
    assertEquals(
        List.of("5000 blue", "5001 blue", "5002 blue"),
        toldAnew(
            () -> daemon.client.restart(List.of("web"), Map.of(), false, adding("blue"), QUIET)));
  }

  private static EnvironmentChange adding(String name) {
    return new EnvironmentChange(Optional.empty(), Optional.of(name));
  }

  /** What three instances tell after that; it is forgotten then. */
  private List<String> toldAnew(Supplier<Outcome> request) throws Exception {
    Outcome outcome = request.get();
    assertTrue(outcome == null || outcome.ok());
    List<String> told = new ArrayList<>();
    for (int number = 0; number < 3; number++) {
      told.add(told(number));
      Files.delete(daemon.home.home().resolve("told." + number));
    }
    return told;
  }

  private AppSpec scripted(String name, String text, int maxRestarts, long delay) throws Exception {
    Path script = Files.writeString(folder.resolve(name + ".sh"), text);
    AppSpec app = TestDaemon.with(daemon.shell(name, ""), policy(maxRestarts, 1000, delay, 0));
    return app.withLaunch(
        new Launch(
            script.toString(), List.of(), "/bin/sh", List.of(), folder.toString(), TestDaemon.ENV));
  }

  @Test
  void whatHasLostItsScriptIsErroredAtOnce() throws Exception {
    daemon.start(scripted("web", "exec sleep 1000", 16, 0));
    daemon.client.save(false);
    Files.delete(folder.resolve("web.sh"));
    String gone = "there is no file '" + folder.resolve("web.sh") + "'";
    String message = refused(() -> daemon.client.restart(List.of("web"), QUIET));
    assertTrue(message.contains(gone), message);
    assertEquals("errored", daemon.row("web").status());
    assertEquals(gone, daemon.row("web").reason());
    assertEquals(1, daemon.row("web").restarts());
    daemon.client.delete(List.of("web"), QUIET);
    message = refused(() -> daemon.client.resurrect(QUIET));
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
    Await.until(
        "it runs",
        () ->
            ProcessHandle.of(daemon.row("web").pid())
                .flatMap(it -> it.info().command())
                .filter(it -> it.endsWith("sleep"))
                .isPresent());
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
    await("back", "online");
  }

  @Test
  void renamesAnAppThatItRestarts() throws Exception {
    daemon.start(telling("old", "$name"));
    daemon.start(daemon.shell("taken", "exec sleep 1000"));
    assertEquals("old", told(0));
    Files.delete(daemon.home.home().resolve("told.0"));
    int pid = daemon.row("old").pid();
    Map<String, Object> taken = Map.of("name", "taken");
    String message = refused(() -> restart("old", taken));
    assertTrue(message.contains("'taken'"), message);
    message = refused(() -> restart("all", Map.of("name", "new")));
    assertTrue(message.contains("several apps are meant"), message);
    assertTrue(refused(() -> restart("old", Map.of("name", "a\0b"))).contains("NUL"));
    assertTrue(refused(() -> restart("old", Map.of("name", "7"))).contains("a number for an id"));
    assertTrue(refused(() -> restart("old", Map.of("env", Map.of()))).contains("'env'"));
    assertEquals(pid, daemon.row("old").pid(), "what is refused restarts nothing");
    assertTrue(restart("old", Map.of("name", "new é $x")).ok());
    assertEquals("new é $x", told(0));
    assertEquals(1, daemon.row("new é $x").restarts());
  }

  @Test
  void aRestartThatIsRefusedChangesNothingOfTheApp() throws Exception {
    daemon.start(daemon.shell("old", "exec sleep 1000"));
    int pid = daemon.row("old").pid();
    String message =
        refused(
            () ->
                daemon.client.restart(
                    List.of("old"),
                    Map.of("name", "new", "max_restarts", 5L),
                    false,
                    new EnvironmentChange(Optional.empty(), Optional.of("nope")),
                    SupervisorClient.QUIET));
    assertTrue(message.contains("it has no 'env_nope'"), message);
    assertEquals(pid, daemon.row("old").pid());
    assertEquals(
        RestartPolicy.DEFAULT.maxRestarts(),
        daemon.client.draft().get(0).app().restart().maxRestarts());
  }

  private Outcome restart(String target, Map<String, Object> changes) {
    return daemon.client.restart(List.of(target), changes, SupervisorClient.QUIET);
  }

  @Test
  void resetsItsCounters() throws Exception {
    daemon.start(TestDaemon.with(daemon.shell("bad", "exit 1"), policy(3, 1000, 0, 0)));
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
  void restartsAtTheTimesOfItsCronPatternAndStartsWhatIsDown() throws Exception {
    RestartPolicy cron = RestartPolicy.DEFAULT.restartedBy(0, "* * * * * *");
    daemon.start(TestDaemon.with(daemon.shell("timed", "exec sleep 1000"), cron));
    Await.until("it was restarted", () -> daemon.row("timed").restarts() >= 2);
    daemon.client.stop(List.of("timed"), SupervisorClient.QUIET);
    await("timed", "online");
    assertTrue(restart("timed", Map.of("cron_restart", "0")).ok());
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
