package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Unmodified Node programs share a port, with the supervisor as their primary. */
@Timeout(120)
class ClusterTest extends NodeCluster {
  @Test
  void instancesShareAPortAndAReloadLosesNoRequest() throws Exception {
    startUnderLoad(3);
    for (int i = 0; i < 3; i++) {
      List<Integer> before = pids();
      Outcome outcome = reload();
      assertTrue(outcome.ok(), outcome.problems().toString());
      assertTrue(pids().stream().noneMatch(before::contains));
      load.awaitAll(pids());
    }
    load.awaitMore(20);
    load.close();
    assertEquals(List.of(), load.failures());
  }

  @Test
  void appsAndTheirPortSurviveTheSupervisor() throws Exception {
    startUnderLoad(3);
    List<Integer> before = pids();
    daemon.kill9();
    load.awaitMore(50);
    daemon.launch();
    assertEquals(before, pids());
    load.awaitMore(50);
    Outcome outcome = reload(); // the new ones get the port from the old ones' hands
    assertTrue(outcome.ok(), outcome.problems().toString() + daemon.log());
    load.awaitAll(pids());
    load.close();
    assertEquals(List.of(), load.failures());
    assertFalse(daemon.log().contains("cannot"), daemon.log());
  }

  private static List<String> linesWith(String word, String output) {
    return output.lines().filter(line -> line.contains(word)).sorted().toList();
  }

  @Test
  void aListenerOfEachKindIsSharedAndErrorsAreNodesOwn() throws Exception {
    Path path = folder.resolve("server.sock");
    start(
        2,
        "const net = require('net'), dgram = require('dgram');\n"
            + "const say = (name, s) => s.on('error', e => console.log(name, e.code, e.syscall))\n"
            + "  .on('listening', () => console.log(name, JSON.stringify(s.address())));\n"
            + "const serve = (name, ...where) => say(name, net.createServer(c => c.end('hello\\n')))"
            + ".listen(...where);\n"
            + ("serve('any', " + port + ");\n")
            + ("serve('twice', " + port + ");\n")
            + "serve('zero', 0);\n"
            + "serve('more', 0);\n"
            + "serve('four', 0, '127.0.0.2');\n"
            + "serve('six', {port: 0, host: '::1', ipv6Only: true});\n"
            + ("serve('path', '" + path + "');\n")
            + "serve('alien', 80, '192.0.2.1');\n"
            + "serve('number', {fd: 0});\n"
            + "say('udp', dgram.createSocket('udp4')).bind(0, '127.0.0.1');\n"
            + "say('tls', require('tls').createServer({})).listen(0);\n");
    List<String> kinds = List.of("any", "zero", "more", "four", "six", "path", "udp", "tls");
    List<String> refused = List.of("twice EADDRINUSE", "alien EADDRNOTAVAIL", "number EINVAL");
    for (String word : Stream.concat(kinds.stream(), refused.stream()).toList()) {
      Await.until(word + " twice", () -> linesWith(word + " ", output("any ")).size() == 2);
    }
    String all = output("any ");
    for (String kind : kinds) {
      List<String> both = linesWith(kind + " ", all);
      assertEquals(both.get(0), both.get(1));
    }
    refused.forEach(word -> assertEquals(word + " bind", linesWith(word, all).get(0)));
    assertNotEquals(
        linesWith("zero", all).get(0).substring(4), linesWith("more", all).get(0).substring(4));
    assertTrue(daemon.log().contains("this machine does not have that address"), daemon.log());
    assertEquals("hello\n", greeting(UnixDomainSocketAddress.of(path)));
    assertEquals("hello\n", greeting(new InetSocketAddress("::1", port)));
    daemon.client.stop(List.of("web"), SupervisorClient.QUIET);
    assertFalse(Files.exists(path));
    assertThrows(IOException.class, () -> greeting(new InetSocketAddress("::1", port)));
  }

  private static String greeting(SocketAddress address) throws IOException {
    try (SocketChannel channel = SocketChannel.open(address)) {
      ByteBuffer buffer = ByteBuffer.allocate(100);
      while (channel.read(buffer) >= 0) {}
      return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aPortThatAnotherProgramHasIsRefusedAsNodeDoesIt() throws Exception {
    try (ServerSocket other = new ServerSocket(port)) {
      Outcome outcome =
          daemon.start(
              web(
                  2,
                  SERVER
                      + ".on('error', e => console.log(e.code, e.port)).listen("
                      + other.getLocalPort()
                      + ")"));
      assertTrue(outcome.ok() || !outcome.problems().isEmpty());
      assertTrue(output("EADDRINUSE").contains("EADDRINUSE " + port));
      assertTrue(daemon.log().contains("the address is in use, by pid"), daemon.log());
    }
  }

  @Test
  void aWorkerIsLaunchingUntilItListens() throws Exception {
    Path go = folder.resolve("go");
    CompletableFuture<Outcome> starting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                String waits =
                    "const wait = setInterval(() => { if (require('fs').existsSync('"
                        + go
                        + "')) { clearInterval(wait); ";
                return daemon.start(web(2, waits + SERVER + ".listen(" + port + ") } }, 10)"));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try (SupervisorClient other = another()) {
      Await.until("they run", () -> other.list().size() == 2 && other.list().get(1).pid() != 0);
      assertEquals(
          List.of("launching", "launching"),
          other.list().stream().map(ProcessRow::status).toList());
      Files.createFile(go);
      assertTrue(starting.get().ok());
      assertEquals(List.of("online", "online"), statuses());
    }
  }

  @Test
  void aRequestUnderWayIsAnsweredByTheOldProcess() throws Exception {
    start(
        1,
        "require('http').createServer((q, s) => setTimeout(() => s.end(process.pid + '\\n'),"
            + " q.url === '/slow' ? 1200 : 0)).listen("
            + port
            + ")\nsetInterval(() => {}, 1000)");
    int old = pids().get(0);
    try (Socket slow = new Socket("127.0.0.1", port)) {
      slow.getOutputStream().write("GET /slow HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      Outcome outcome = reload();
      assertTrue(outcome.ok(), outcome.problems().toString());
      String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.endsWith("\r\n" + old + "\n"), answer);
    }
    assertNotEquals(old, pids().get(0));
    Await.until("the old one is gone", () -> !TestDaemon.alive(old));
  }

  @Test
  void aNewVersionThatNeverListensLeavesTheOldOnes() throws Exception {
    startUnderLoad(2);
    List<Integer> before = pids();
    Files.writeString(script, "setInterval(() => {}, 1000)");
    assertFalse(reload().ok());
    Files.writeString(script, "throw new Error('no such table')");
    Outcome outcome = reload();
    assertFalse(outcome.ok());
    String why = outcome.problems().get(0).message();
    assertTrue(why.contains("no such table") || why.contains("exited with 1"), why);
    assertEquals(before, pids());
    load.awaitMore(20);
    load.close();
    assertEquals(List.of(), load.failures());
  }

  @Test
  void anUpdateKeepsProcessesAndPort() throws Exception {
    startUnderLoad(2);
    List<Integer> before = pids();
    daemon.client.update(TestDaemon.program(), "");
    assertEquals(before, pids());
    Outcome outcome = reload();
    assertTrue(outcome.ok(), outcome.problems().toString() + daemon.log());
    load.awaitAll(pids());
    load.close();
    assertEquals(List.of(), load.failures());
  }

  @Test
  void aRestartUnderAnotherNameKeepsThePort() throws Exception {
    startUnderLoad(2);
    Outcome outcome =
        daemon.client.restart(List.of("web"), Map.of("name", "www"), SupervisorClient.QUIET);
    assertTrue(outcome.ok(), outcome.problems().toString());
    load.awaitAll(pids());
    load.close();
    assertTrue(load.failures().stream().noneMatch(it -> it.contains("refused")));
    assertTrue(daemon.client.stop(List.of("www"), SupervisorClient.QUIET).ok());
    assertThrows(IOException.class, () -> greeting(new InetSocketAddress("::1", port)));
  }

  @Test
  void aWorkerThatDisconnectsItselfEndsAndAnotherOneGoesOn() throws Exception {
    start(
        2,
        "const cluster = require('cluster');\n"
            + SERVER
            + ".listen("
            + port
            + ");\n"
            + "if (cluster.worker.id === 1 && !require('fs').existsSync('left')) {\n"
            + "  require('fs').writeFileSync('left', '');\n"
            + "  setTimeout(() => cluster.worker.disconnect(), 300);\n"
            + "}");
    load = new Load(port, 2);
    Await.until("it was restarted", () -> daemon.row("web").restarts() == 1);
    load.awaitAll(pids());
    load.close();
    assertEquals(List.of(), load.failures());
  }
}
