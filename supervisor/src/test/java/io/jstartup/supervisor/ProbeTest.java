package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.ready.Probe;
import io.jstartup.model.ready.ReadyPolicy;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProbeTest extends WithDaemon {
  private static Probe probe(Probe.Kind kind, int threshold, String... target) {
    Duration interval = Duration.ofMillis(50);
    return new Probe(kind, List.of(target), interval, Duration.ofMillis(700), threshold);
  }

  private static AppSpec ready(AppSpec app, Probe probe, int listenTimeout) {
    return app.withReady(
            new ReadyPolicy(false, false, Duration.ZERO, Optional.of(probe), Optional.empty()))
        .withListenTimeout(Duration.ofMillis(listenTimeout));
  }

  private static AppSpec healthy(AppSpec app, Probe probe) {
    return app.withReady(
        new ReadyPolicy(false, false, Duration.ZERO, Optional.empty(), Optional.of(probe)));
  }

  private String python(String server) {
    return "exec python3 -c '" + server + "'";
  }

  /** Starts it; whether it was found to be ready, not taken for it. */
  private boolean becomesReady(AppSpec app) throws Exception {
    Outcome outcome = daemon.start(app);
    assertTrue(outcome.ok(), outcome.problems().toString());
    assertEquals("online", daemon.row(app.name()).status());
    return !daemon.log().contains("taken for online");
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String web(int port) {
    return python(
        "import http.server, time\n"
            + "class H(http.server.BaseHTTPRequestHandler):\n"
            + "  def do_GET(self):\n"
            + "    self.send_response(302 if self.path == \"/up?a=1\" else 404)\n"
            + "    self.end_headers()\n"
            + "  def log_message(self, *a): pass\n"
            + "time.sleep(0.2)\n"
            + "http.server.HTTPServer((\"127.0.0.1\", "
            + port
            + "), H).serve_forever()");
  }

  @Test
  void isReadyWhenItAnswersOverHttp() throws Exception {
    int port = freePort();
    String address = "http://127.0.0.1:" + port + "/up?a=1";
    AppSpec app = daemon.shell("web", web(port));
    assertTrue(becomesReady(ready(app, probe(Probe.Kind.HTTP, 2, address), 15_000)));
  }

  @Test
  void isNotReadyWhileItAnswersWithAnError() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      serve(server, ProbeTest::refuse);
      String address = "http://127.0.0.1:" + server.getLocalPort() + "/up?a=1";
      AppSpec app = daemon.shell("web", "exec sleep 1000");
      assertFalse(becomesReady(ready(app, probe(Probe.Kind.HTTP, 1, address), 1_500)));
      assertTrue(daemon.log().contains("status 503"), daemon.log());
    }
  }

  @Test
  void isReadyWhenItTakesConnections() throws Exception {
    int port = freePort();
    String server =
        "import os, socket, time\ntime.sleep(0.2)\ns = socket.create_server((\"127.0.0.1\","
            + " int(os.environ[\"N\"]) + "
            + port
            + "))\ntime.sleep(1000)";
    AppSpec app = daemon.shell("tcp", "export N=0; " + python(server));
    assertTrue(becomesReady(ready(app, probe(Probe.Kind.TCP, 1, port + ""), 15_000)));
  }

  @Test
  void isReadyWhenItTakesConnectionsAtAPath() throws Exception {
    String path = folder.resolve("app.sock").toString();
    String server =
        "import socket, time\ntime.sleep(0.2)\ns = socket.socket(socket.AF_UNIX)\n"
            + "s.bind(\""
            + path
            + "\")\ns.listen()\ntime.sleep(1000)";
    AppSpec app = daemon.shell("unix", python(server));
    assertTrue(becomesReady(ready(app, probe(Probe.Kind.TCP, 1, path), 15_000)));
  }

  @Test
  void isNotReadyWhileNobodyListens() throws Exception {
    AppSpec app = daemon.shell("none", "exec sleep 1000");
    assertFalse(becomesReady(ready(app, probe(Probe.Kind.TCP, 1, "[::1]:" + freePort()), 1_000)));
    assertTrue(daemon.log().contains("its ready probe: [::1]:"), daemon.log());
  }

  @Test
  void isReadyWhenTheCommandSaysSo() throws Exception {
    AppSpec app = daemon.shell("exec", "sleep 0.3; : > \"it is\"; exec sleep 1000");
    Probe probe = probe(Probe.Kind.EXEC, 1, "test", "-e", "it is");
    assertTrue(becomesReady(ready(app, probe, 15_000)));
  }

  @Test
  void endsACommandThatTakesTooLongAndTellsOneThatIsMissing() throws Exception {
    AppSpec app = daemon.shell("exec", "exec sleep 1000");
    assertFalse(becomesReady(ready(app, probe(Probe.Kind.EXEC, 1, "sleep", "999"), 2_000)));
    assertTrue(daemon.log().contains("'sleep' not done within 700 ms"), daemon.log());
    AppSpec other = daemon.shell("missing", "exec sleep 1000");
    assertFalse(becomesReady(ready(other, probe(Probe.Kind.EXEC, 1, "no-such-thing"), 1_000)));
    assertTrue(daemon.log().contains("'no-such-thing': "), daemon.log());
  }

  /** Its children would be more with each question. */
  @Test
  void endsAllThatACommandThatTakesTooLongHasStarted() throws Exception {
    AppSpec app = daemon.shell("exec", "exec sleep 1000");
    Path pids = daemon.home.home().resolve("probe-pids");
    String command =
        "echo $$ >> probe-pids; sleep 999 & echo $! >> probe-pids;"
            + " setsid sh -c 'echo $$ >> probe-pids; sleep 999; exit' & sleep 998; exit";
    Probe once =
        new Probe(
            Probe.Kind.EXEC,
            List.of("sh", "-c", command),
            Duration.ofMinutes(1),
            Duration.ofMillis(1500),
            1);
    assertFalse(becomesReady(ready(app, once, 300)));
    Await.until(
        "all of it is gone",
        () -> {
          List<String> lines = Files.readAllLines(pids);
          return lines.size() == 3
              && daemon.log().contains("started")
              && lines.stream().noneMatch(pid -> TestDaemon.alive(Integer.parseInt(pid)));
        });
    assertTrue(TestDaemon.alive(daemon.row("exec").pid()));
  }

  @Test
  void isReadyWhenItsLogSaysSoInThisRun() throws Exception {
    Path log = daemon.home.logs().resolve("x-out-0.log");
    Files.createDirectories(log.getParent());
    Files.writeString(log, "of an earlier run: up é$1\n");
    AppSpec app = daemon.shell("log", "echo; sleep 0.4; echo now up 'é$1' too; exec sleep 1000");
    long from = System.nanoTime();
    assertTrue(becomesReady(ready(app, probe(Probe.Kind.LOG, 1, "up é$1"), 15_000)));
    assertTrue(System.nanoTime() - from > 390_000_000L, daemon.log());
    AppSpec mute = daemon.shell("mute", "exec sleep 1000");
    assertFalse(becomesReady(ready(mute, probe(Probe.Kind.LOG, 1, "up"), 300)));
  }

  @Test
  void isReadyWhenItsFileIsThere() throws Exception {
    AppSpec app = daemon.shell("file", "sleep 0.3; : > up-$pm_id; exec sleep 1000");
    assertTrue(becomesReady(ready(app, probe(Probe.Kind.FILE, 1, "up-${pm_id}"), 15_000)));
    AppSpec never = daemon.shell("never", "exec sleep 1000");
    assertFalse(becomesReady(ready(never, probe(Probe.Kind.FILE, 1, "down"), 300)));
  }

  @Test
  void restartsOneThatIsSickSoManyTimesInARow() throws Exception {
    Path home = daemon.home.home();
    Files.createFile(home.resolve("well"));
    AppSpec app = daemon.shell("sick", "exec sleep 1000");
    daemon.start(healthy(app, probe(Probe.Kind.FILE, 3, "well")));
    int pid = daemon.row("sick").pid();
    Files.delete(home.resolve("well"));
    Await.until("it is restarted", () -> daemon.row("sick").restarts() > 0);
    Files.createFile(home.resolve("well"));
    assertTrue(daemon.log().contains("its health probe failed (3 times in a row)"), daemon.log());
    assertFalse(TestDaemon.alive(pid));
  }

  /** One that starts again and again without ever being well would load the machine for ever. */
  @Test
  void whatIsNeverHealthyWaitsLongerBeforeEachRestartAndIsGivenUpWhenItFailsAtOnce()
      throws Exception {
    AppSpec app = daemon.shell("sick", "exec sleep 1000");
    daemon.start(healthy(TestDaemon.with(app, minUptime(1)), probe(Probe.Kind.FILE, 1, "well")));
    Await.until("it is restarted", () -> daemon.row("sick").restarts() >= 4);
    assertTrue(daemon.log().contains("restarting in 100 ms: its health probe"), daemon.log());
    assertTrue(daemon.log().contains("restarting in 225 ms: its health probe"), daemon.log());
    daemon.client.delete(List.of("sick"), SupervisorClient.QUIET);
    daemon.start(
        healthy(TestDaemon.with(app, minUptime(60_000)), probe(Probe.Kind.FILE, 1, "well")));
    Await.until("it is given up", () -> daemon.row("sick").status().equals("errored"));
    assertEquals(0, daemon.row("sick").pid());
    assertTrue(daemon.log().contains("giving it up: its health probe failed"), daemon.log());
    Files.createFile(daemon.home.home().resolve("well")); // or it is down again at once
    daemon.client.restart(List.of("sick"), SupervisorClient.QUIET);
    assertTrue(daemon.row("sick").pid() > 0);
  }

  private static RestartPolicy minUptime(long millis) {
    RestartPolicy usual = RestartPolicy.DEFAULT;
    return new RestartPolicy(
        true, 4, Duration.ofMillis(millis), usual.delay(), usual.initialBackoff(), Set.of());
  }

  /** A server that answers byte by byte, or never, is one that doesn't answer. */
  @Test
  void restartsOneThatHangs() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      serve(server, ProbeTest::drip);
      String address = "http://127.0.0.1:" + server.getLocalPort();
      AppSpec app = daemon.shell("hangs", "exec sleep 1000");
      daemon.start(healthy(app, probe(Probe.Kind.HTTP, 1, address)));
      Await.until("it is restarted", () -> daemon.row("hangs").restarts() > 0);
      assertTrue(daemon.log().contains("no answer within 700 ms"), daemon.log());
    }
  }

  private interface Answering {
    void answer(Socket asker) throws IOException, InterruptedException;
  }

  private static void serve(ServerSocket server, Answering answering) {
    Thread serving =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket asker = server.accept()) {
                  answering.answer(asker);
                } catch (IOException | InterruptedException e) {
                  continue; // the asker has gone
                }
              }
            });
    serving.setDaemon(true);
    serving.start();
  }

  private static void refuse(Socket asker) throws IOException {
    asker.getInputStream().read(new byte[1000]);
    asker.getOutputStream().write("HTTP/1.0 503 Not now\r\n\r\n".getBytes(StandardCharsets.UTF_8));
  }

  private static void drip(Socket asker) throws IOException, InterruptedException {
    OutputStream out = asker.getOutputStream();
    while (true) {
      out.write('H');
      Thread.sleep(50);
    }
  }
}
