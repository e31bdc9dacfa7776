package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.io.CallerIds;
import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.model.exec.EnvironmentRule;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.exec.RunAs;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who asks an app's health sees it leave before the app gets its stop signal. */
@Timeout(120)
class DrainTest extends DrainingApp {
  @Test
  void theFileIsThereBeforeTheSignalAndUntilTheNextStart() throws Exception {
    start(app(NOTES_ITS_END, file("drain '\"$x`\\ é😀%s\n${NODE_APP_INSTANCE}", Duration.ZERO)));
    Path made = home.resolve("drain '\"$x`\\ é😀%s\n0");
    assertFalse(Files.exists(made));
    stop();
    assertTrue(atItsEnd().contains("drain\\ '\"$x`"), atItsEnd());
    assertTrue(Files.exists(made));
    daemon.client.restart(WEB, SupervisorClient.QUIET);
    assertFalse(Files.exists(made));
    daemon.client.delete(WEB, SupervisorClient.QUIET);
    assertFalse(Files.exists(made), "nobody would ever remove it");
  }

  @Test
  void aFileThatCannotBeMadeOrIsAnothersIsLeftAlone() throws Exception {
    Files.writeString(home.resolve("notes"), "mine");
    start(app(NOTES_ITS_END, file("notes", Duration.ZERO)));
    stop();
    assertEquals("mine", Files.readString(home.resolve("notes")));
    daemon.client.delete(WEB, SupervisorClient.QUIET);
    assertEquals("mine", Files.readString(home.resolve("notes")));
    start(app(NOTES_ITS_END, file("no/such/folder/" + "x".repeat(300), Duration.ZERO)));
    stop();
    assertTrue(daemon.log().contains("cannot make its drain file"), daemon.log());
  }

  /** What the user may not do, root doesn't do in its place. */
  @Test
  void anotherUsersFileIsMadeWithItsRights() throws Exception {
    assumeTrue(CallerIds.uid() == 0, "only root can start an app as another user");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path users = Files.createDirectory(folder.resolve("users"));
    Files.setAttribute(users, "unix:uid", 33);
    Path secret = Files.createDirectory(folder.resolve("secret"));
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rwx------"));
    Files.createSymbolicLink(users.resolve("link"), secret);
    startAs33("own", users.resolve("drain"));
    startAs33("web", users.resolve("link/drain"));
    daemon.client.stop(List.of("own", "web"), SupervisorClient.QUIET);
    assertEquals(33, Files.getAttribute(users.resolve("drain"), "unix:uid"));
    assertFalse(Files.exists(secret.resolve("drain")));
    assertTrue(daemon.log().contains("cannot make its drain file"), daemon.log());
    daemon.client.delete(List.of("own"), SupervisorClient.QUIET);
    assertFalse(Files.exists(users.resolve("drain")));
  }

  private void startAs33(String name, Path drain) {
    RunAs user = new RunAs(33, 33, List.of(33), "www-data");
    AppSpec app =
        draining(daemon.shell(name, "exec sleep 1000"), file(drain.toString(), Duration.ZERO));
    Launch launch = app.launch();
    Outcome outcome =
        daemon.start(
            app.withLaunch(
                    new Launch(
                        launch.executable(),
                        launch.args(),
                        launch.interpreter(),
                        List.of(),
                        "/",
                        launch.env()))
                .withExecution(
                    new Execution(
                        Optional.of(user),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        EnvironmentRule.ALL)));
    assertTrue(outcome.ok(), outcome.problems().toString());
  }

  /** What it left behind is ended by the signal, not by SIGKILL after its time. */
  @Test
  void oneThatEndsWhileItDrainsIsGone() throws Exception {
    AppSpec app = daemon.shell("web", ": > up.0; sleep 1000 & exec sleep 1000");
    StopPolicy stops = new StopPolicy(StopSignal.SIGTERM, Duration.ofSeconds(10), true);
    start(TestDaemon.with(app, stops.withDrain(delay(LONG))));
    CompletableFuture<Outcome> stop = stopping();
    Await.until("it drains", () -> daemon.log().contains("draining before its stop"));
    assertFalse(stop.isDone());
    ProcessHandle.of(daemon.row("web").pid()).orElseThrow().destroyForcibly();
    assertTrue(stop.get().ok());
    assertEquals("stopped", daemon.row("web").status());
    assertFalse(daemon.log().contains("sending SIGKILL"), daemon.log());
  }

  @Test
  void aCrashIsNotDrained() throws Exception {
    start(app(": > up.0; exec sleep 1000", file("drain", Duration.ZERO)));
    ProcessHandle.of(daemon.row("web").pid()).orElseThrow().destroyForcibly();
    Await.until("it is restarted", () -> daemon.row("web").restarts() == 1);
    assertFalse(Files.exists(home.resolve("drain")));
  }

  @Test
  void theEndOfTheSupervisorDrainsAllAtTheSameTime() throws Exception {
    AppSpec app = app(NOTES_ITS_END, file("drain-${pm_id}", Duration.ofMillis(300)));
    start(app.withInstances(3));
    long before = System.nanoTime();
    daemon.client.kill(SupervisorClient.QUIET);
    long took = System.nanoTime() - before;
    assertTrue(took >= 300_000_000L, took + " ns");
    for (int i = 0; i < 3; i++) {
      assertTrue(Files.readString(home.resolve("ended." + i)).contains("drain-" + i));
    }
    daemon.launch();
  }
}
