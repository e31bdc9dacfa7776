package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.model.AppSpec;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with a supervisor of its own, which runs when the test begins and ends after it. */
abstract class WithDaemon {
  @TempDir Path folder;
  TestDaemon daemon;

  @BeforeEach
  void startDaemon() throws Exception {
    daemon = new TestDaemon(folder).launch();
  }

  @AfterEach
  void endDaemon() throws Exception {
    if (daemon != null) {
      daemon.close();
    }
  }

  List<Integer> pids() {
    return daemon.client.list().stream().map(ProcessRow::pid).toList();
  }

  List<String> statuses() {
    return daemon.client.list().stream().map(ProcessRow::status).toList();
  }

  /** One more client of the supervisor; the test closes it. */
  SupervisorClient another() throws IOException {
    return SupervisorClient.connect(daemon.home.socket()).orElseThrow();
  }

  /** What one more client asks while the test goes on. */
  CompletableFuture<Outcome> meanwhile(Function<SupervisorClient, Outcome> request) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (SupervisorClient client = another()) {
            return request.apply(client);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        WithDaemon::runBeside);
  }

  /** A thread for each: a pool may have fewer than there are requests that wait for each other. */
  private static void runBeside(Runnable request) {
    Thread thread = new Thread(request, "meanwhile");
    thread.setDaemon(true);
    thread.start();
  }

  /** An app that does this before it ends when it is asked to; {@link #awaitHearing} first. */
  AppSpec graceful(String name, String handler) {
    String loop = "; while :; do sleep 0.02; done";
    return daemon.shell(name, "trap '" + handler + "; exit 0' INT; : > " + hears(name) + loop);
  }

  /** Waits until a {@link #graceful} app would hear its stop signal. */
  void awaitHearing(String name) throws Exception {
    Await.until(name + " is ready", () -> Files.exists(hears(name)));
  }

  private Path hears(String name) {
    return folder.resolve(name + ".ready");
  }

  interface Writing {
    void run() throws IOException;
  }

  /** The supervisor finds all of it in one moment: a slow disk, or a pause of ours, spreads it over more than one quiet time. */
  void atOnce(Writing writing) throws Exception {
    int supervisor = daemon.pid();
    signal("-STOP", supervisor);
    try {
      writing.run();
    } finally {
      signal("-CONT", supervisor);
    }
  }

  private static void signal(String signal, int pid) throws Exception {
    assertEquals(0, new ProcessBuilder("kill", signal, "" + pid).start().waitFor());
  }

  /** Starts an app, {@code deaf}, that ignores its stop signal and is given so long then. */
  void startDeaf(Duration timeout) throws Exception {
    String loop = "while :; do sleep 0.05; done";
    AppSpec deaf = daemon.shell("deaf", "trap '' INT; : > deaf.ready; " + loop);
    daemon.start(TestDaemon.with(deaf, new StopPolicy(StopSignal.SIGINT, timeout, true)));
    Path ready = daemon.home.home().resolve("deaf.ready");
    Await.until("it ignores its stop signal", () -> Files.exists(ready));
  }
}
