package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.io.PrivateFolder;
import io.jstartup.model.AppSpec;
import io.jstartup.model.DrainPolicy;
import io.jstartup.model.Launch;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.model.exec.EnvironmentChange;
import io.jstartup.model.exec.EnvironmentRule;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.exec.RunAs;
import io.jstartup.model.listen.ListenAddress;
import io.jstartup.model.ready.Probe;
import io.jstartup.model.ready.ReadyPolicy;
import io.jstartup.platforms.os.Capability;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who asks an app's health sees it leave before the app gets its stop signal. */
@Timeout(60)
class DrainTest {
  private static final List<String> WEB = List.of("web");
  private static final Duration LONG = Duration.ofSeconds(20);

  /** Notes at its stop signal what stands in its folder. */
  private static final String NOTES_ITS_END =
      "trap 'ls -b > ended.$pm_id; exit 0' INT; : > up.$pm_id; while :; do sleep 0.02; done";

  @TempDir Path folder;
  private TestDaemon daemon;
  private Path home;

  @BeforeEach
  void startDaemon() throws Exception {
    daemon = new TestDaemon(folder).launch();
    home = daemon.home.home();
  }

  @AfterEach
  void endDaemon() throws Exception {
    daemon.close();
  }

  private static AppSpec draining(AppSpec app, DrainPolicy drain) {
    return TestDaemon.with(app, app.stop().withDrain(drain)).withListen(app.listen());
  }

  private static DrainPolicy file(String file, Duration delay) {
    return new DrainPolicy(Optional.of(file), Optional.empty(), DrainPolicy.DEFAULT_TIMEOUT, delay);
  }

  private static DrainPolicy http(String address, Duration timeout) {
    return new DrainPolicy(Optional.empty(), Optional.of(address), timeout, Duration.ZERO);
  }

  private static DrainPolicy delay(Duration delay) {
    return new DrainPolicy(Optional.empty(), Optional.empty(), DrainPolicy.DEFAULT_TIMEOUT, delay);
  }

  private AppSpec app(String script, DrainPolicy drain) {
    return draining(daemon.shell("web", script), drain);
  }

  private void start(AppSpec app) throws Exception {
    Outcome outcome = daemon.start(app);
    assertTrue(outcome.ok(), outcome.problems().toString());
    for (int i = 0; i < app.instances(); i++) {
      Path up = home.resolve("up." + i);
      Await.until("its trap is set", () -> Files.exists(up));
      Files.delete(up);
    }
  }

  private CompletableFuture<Outcome> stopping() {
    return CompletableFuture.supplyAsync(
        () -> {
          try (SupervisorClient other =
              SupervisorClient.connect(daemon.home.socket()).orElseThrow()) {
            return other.stop(WEB, SupervisorClient.QUIET);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private void stop() {
    Outcome outcome = daemon.client.stop(WEB, SupervisorClient.QUIET);
    assertTrue(outcome.ok(), outcome.problems().toString());
  }

  private String atItsEnd() throws Exception {
    Path ended = home.resolve("ended.0");
    Await.until("it got its signal", () -> Files.exists(ended) && Files.size(ended) > 0);
    return Files.readString(ended);
  }

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
    assumeTrue(PrivateFolder.callerUid() == 0, "only root can start an app as another user");
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

  @Test
  void theSignalWaitsForTheAnswerAndThenForTheDelay() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + server.getLocalPort() + "/drain?id=${pm_id}";
      Duration delay = Duration.ofMillis(300);
      start(
          app(NOTES_ITS_END, new DrainPolicy(Optional.empty(), Optional.of(address), LONG, delay)));
      int pid = daemon.row("web").pid();
      CompletableFuture<Outcome> stop = stopping();
      long answered;
      try (Socket call = server.accept()) {
        byte[] bytes = new byte[1000];
        String request =
            new String(bytes, 0, call.getInputStream().read(bytes), StandardCharsets.UTF_8);
        assertTrue(request.startsWith("POST /drain?id=0 HTTP/1.1\r\n"), request);
        assertTrue(request.contains("Content-Length: 0\r\n"), request);
        stopAgain();
        assertEquals("stopping", daemon.row("web").status());
        assertTrue(TestDaemon.alive(pid));
        assertFalse(Files.exists(home.resolve("ended.0")));
        answered = System.nanoTime();
        call.getOutputStream().write("HTTP/1.1 204 Done\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      }
      assertTrue(stop.get().ok());
      assertTrue(System.nanoTime() - answered >= delay.toNanos());
      assertFalse(daemon.log().contains("drain failed"), daemon.log());
      assertEquals(1, daemon.log().split("draining before its stop", -1).length - 1);
    }
  }

  /** Each of many is called, though none has answered and probes hang too. */
  @Test
  void manySlowDrainsAreAllCalledAtOnce() throws Exception {
    int many = 12;
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout((int) LONG.toMillis());
      Probe mute =
          new Probe(
              Probe.Kind.HTTP,
              List.of("http://127.0.0.1:" + server.getLocalPort() + "/health"),
              Duration.ofMillis(10),
              LONG,
              3);
      String address = "http://127.0.0.1:" + server.getLocalPort() + "/drain?id=${pm_id}";
      AppSpec app =
          app("trap 'exit 0' INT; : > up.$pm_id; while :; do sleep 0.1; done", http(address, LONG))
              .withReady(
                  new ReadyPolicy(
                      false, false, Duration.ZERO, Optional.empty(), Optional.of(mute)));
      start(app.withInstances(many));
      CompletableFuture<Outcome> stop = stopping();
      List<Socket> called = new ArrayList<>();
      while (called.size() < many) {
        Socket call = server.accept();
        byte[] bytes = new byte[1000];
        int length = call.getInputStream().read(bytes);
        if (length > 0 && new String(bytes, 0, 4, StandardCharsets.UTF_8).equals("POST")) {
          called.add(call);
        }
      }
      assertFalse(stop.isDone());
      for (Socket call : called) {
        call.getOutputStream().write("HTTP/1.1 204 Done\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        call.close();
      }
      assertTrue(stop.get().ok());
      assertFalse(daemon.log().contains("drain failed"), daemon.log());
    }
  }

  /** While it drains: nobody is called twice. */
  private void stopAgain() throws Exception {
    CompletableFuture<Outcome> second = stopping();
    Await.until("the second one is served", () -> daemon.row("web").status().equals("stopping"));
    assertFalse(second.isDone());
  }

  @Test
  void aCallThatFailsStopsNothing() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        ServerSocket sick = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      start(
          app(
              NOTES_ITS_END,
              http("http://127.0.0.1:" + mute.getLocalPort(), Duration.ofMillis(400))));
      stop();
      assertTrue(daemon.log().contains("no answer within 400 ms"), daemon.log());
      delete();
      CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> answer(sick, "302 Found"));
      start(app(NOTES_ITS_END, http("http://127.0.0.1:" + sick.getLocalPort(), LONG)));
      stop();
      answer.get();
      assertTrue(daemon.log().contains("status 302"), daemon.log());
      delete();
      int port = sick.getLocalPort();
      sick.close();
      start(app(NOTES_ITS_END, http("http://127.0.0.1:" + port + "/${NOT SET}", LONG)));
      stop();
      assertEquals(3, daemon.log().split("drain failed", -1).length - 1, daemon.log());
    }
  }

  private void delete() {
    daemon.client.delete(WEB, SupervisorClient.QUIET);
  }

  private static void answer(ServerSocket server, String status) {
    try (Socket call = server.accept()) {
      call.getInputStream().read(new byte[1000]);
      call.getOutputStream()
          .write(("HTTP/1.0 " + status + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
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

  @Test
  void theSuccessorOfAKilledSupervisorDrainsOnAndThenSendsTheSignal() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + server.getLocalPort();
      start(app(NOTES_ITS_END, http(address, Duration.ofMillis(3000))));
      CompletableFuture<Outcome> stop = stopping();
      Socket call = server.accept();
      daemon.kill9();
      assertFalse(stop.handle((outcome, failure) -> failure == null && outcome.ok()).get());
      call.close();
      daemon.launch();
      assertFalse(Files.exists(home.resolve("ended.0")));
      assertTrue(atItsEnd().contains("ended.0"));
      Await.until("it is down", () -> daemon.row("web").status().equals("stopped"));
      server.setSoTimeout(1);
      org.junit.jupiter.api.Assertions.assertThrows(
          java.net.SocketTimeoutException.class, server::accept);
    }
  }

  /** The health check of a load balancer, here the file's absence, is asked all the time. */
  @Test
  void aReloadShowsTheOldProcessLeavingAndNeverTheNewOne() throws Exception {
    TestDaemon.needs(Capability.SOCKETS);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path script = folder.resolve("server.py");
    try (var server = DrainTest.class.getResourceAsStream("/server.py")) {
      Files.write(script, server.readAllBytes());
    }
    RestartPolicy usual = RestartPolicy.DEFAULT;
    RestartPolicy soon =
        new RestartPolicy(
            true, 5, Duration.ofMillis(100), usual.delay(), usual.initialBackoff(), Set.of());
    AppSpec web = daemon.app("web", "/usr/bin/env", List.of("python3", "-S", script.toString()));
    AppSpec app =
        TestDaemon.with(web, soon)
            .withListen(List.of(new ListenAddress("127.0.0.1:" + port, "http")));
    daemon.start(draining(app, file("drain-${unique_id}", Duration.ofMillis(300))));
    String old = uniqueId();
    try (Load load = new Load(port, 2)) {
      load.awaitAll(List.of(daemon.row("web").pid()));
      int before = daemon.row("web").pid();
      CompletableFuture<Outcome> reload =
          CompletableFuture.supplyAsync(
              () ->
                  daemon.client.reload(
                      WEB, EnvironmentChange.NONE, 1, false, SupervisorClient.QUIET));
      Await.until("it is seen leaving", () -> Files.exists(home.resolve("drain-" + old)));
      assertTrue(TestDaemon.alive(before));
      assertEquals(List.of("drain-" + old), drainFiles());
      assertTrue(reload.get().ok(), daemon.log());
      assertFalse(TestDaemon.alive(before));
      assertEquals(List.of(), drainFiles());
      load.awaitMore(20);
      load.close();
      assertEquals(List.of(), load.failures());
    }
  }

  private String uniqueId() throws IOException {
    String environment = Files.readString(Path.of("/proc/" + daemon.row("web").pid() + "/environ"));
    return Stream.of(environment.split("\0"))
        .filter(variable -> variable.startsWith("unique_id="))
        .findFirst()
        .orElseThrow()
        .substring("unique_id=".length());
  }

  private List<String> drainFiles() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(home)) {
      files.map(file -> file.getFileName().toString()).forEach(found::add);
    }
    found.removeIf(name -> !name.startsWith("drain"));
    return found;
  }
}
