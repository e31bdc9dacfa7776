package io.jstartup.supervisor;

import static io.jstartup.supervisor.client.SupervisorClient.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.AppEntry;
import io.jstartup.model.AppSpec;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.exec.EnvironmentChange;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import io.jstartup.supervisor.control.StartMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What requests change of an app that is listed: how many instances it has, their variables, its name. */
class AppChangesTest extends WithDaemon {
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
    daemon.start(telling("web", "$name").withInstances(2));
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

  private List<String> pidFiles() throws Exception {
    try (Stream<Path> files = Files.list(daemon.home.pids())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void itsPidFileIsWhereItIsToBeNowAndNoneIsLeft() throws Exception {
    AppSpec app = daemon.shell("web", "exec sleep 1000");
    daemon.start(app);
    assertEquals(List.of("x-0.pid"), pidFiles());
    AppSpec second = app.withFiles(app.logs(), daemon.home.pids().resolve("second.pid").toString());
    assertTrue(daemon.client.start(List.of(second), StartMode.FILE, QUIET).ok());
    assertEquals(List.of("second-0.pid"), pidFiles());
    AppSpec third = app.withFiles(app.logs(), daemon.home.pids().resolve("third.pid").toString());
    assertTrue(daemon.client.reload(List.of(third), 1, false, QUIET).ok());
    assertEquals(List.of("third-0.pid"), pidFiles());
    String pid = Files.readString(daemon.home.pids().resolve("third-0.pid")).trim();
    assertEquals(String.valueOf(daemon.row("web").pid()), pid);
  }

  @Test
  void refusesToScaleToNothingOrNonsense() {
    daemon.start(daemon.shell("web", "exec sleep 1000").withInstances(2));
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

  private static AppSpec incrementing(AppSpec app, String variable) {
    Map<String, Object> entry = AppEntry.entry(new SavedInstance(app, 0, "", true));
    entry.put("increment_var", variable);
    return AppEntry.read(entry).app();
  }

  @Test
  void raisesTheIncrementedVariableInEachInstance() throws Exception {
    Map<String, String> env = new HashMap<>(TestDaemon.ENV);
    env.put("PORT", "3000");
    AppSpec app = telling("web", "$PORT $NODE_APP_INSTANCE");
    app = app.withLaunch(app.launch().withEnv(env));
    AppSpec raising = incrementing(app, "PORT");
    daemon.start(raising.withInstances(2));
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
        app.withInstances(3)
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
}
