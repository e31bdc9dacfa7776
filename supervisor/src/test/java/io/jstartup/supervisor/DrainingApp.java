package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.DrainPolicy;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;

/** An app that is drained before its stop signal, and notes what it finds then. */
abstract class DrainingApp extends WithDaemon {
  static final List<String> WEB = List.of("web");
  static final Duration LONG = Duration.ofSeconds(20);

  /** Notes at its stop signal what stands in its folder. */
  static final String NOTES_ITS_END =
      "trap 'ls -b > ended.$pm_id; exit 0' INT; : > up.$pm_id; while :; do sleep 0.02; done";

  Path home;

  @BeforeEach
  void nameHome() {
    home = daemon.home.home();
  }

  static AppSpec draining(AppSpec app, DrainPolicy drain) {
    return TestDaemon.with(app, app.stop().withDrain(drain)).withListen(app.listen());
  }

  static DrainPolicy file(String file, Duration delay) {
    return new DrainPolicy(Optional.of(file), Optional.empty(), DrainPolicy.DEFAULT_TIMEOUT, delay);
  }

  static DrainPolicy http(String address, Duration timeout) {
    return new DrainPolicy(Optional.empty(), Optional.of(address), timeout, Duration.ZERO);
  }

  static DrainPolicy delay(Duration delay) {
    return new DrainPolicy(Optional.empty(), Optional.empty(), DrainPolicy.DEFAULT_TIMEOUT, delay);
  }

  AppSpec app(String script, DrainPolicy drain) {
    return draining(daemon.shell("web", script), drain);
  }

  void start(AppSpec app) throws Exception {
    Outcome outcome = daemon.start(app);
    assertTrue(outcome.ok(), outcome.problems().toString());
    for (int i = 0; i < app.instances(); i++) {
      Path up = home.resolve("up." + i);
      Await.until("its trap is set", () -> Files.exists(up));
      Files.delete(up);
    }
  }

  CompletableFuture<Outcome> stopping() {
    return meanwhile(other -> other.stop(WEB, SupervisorClient.QUIET));
  }

  void stop() {
    Outcome outcome = daemon.client.stop(WEB, SupervisorClient.QUIET);
    assertTrue(outcome.ok(), outcome.problems().toString());
  }

  String atItsEnd() throws Exception {
    Path ended = home.resolve("ended.0");
    Await.until("it got its signal", () -> Files.exists(ended) && Files.size(ended) > 0);
    return Files.readString(ended);
  }
}
