package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.model.exec.EnvironmentChange;
import io.jstartup.platforms.os.Capability;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.ProcessMessage;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.Frame;
import io.jstartup.supervisor.control.ProcessRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Unmodified Node programs share a port, with the supervisor as their primary. */
@Timeout(120)
class ClusterTest {
  private static final Path NODE =
      Stream.of(System.getenv("PATH").split(":"))
          .map(entry -> Path.of(entry, "node"))
          .filter(Files::isExecutable)
          .findFirst()
          .orElse(Path.of("/no/node"));

  private static final String SERVER =
      "require('http').createServer((request, response) => response.end(process.pid + '\\n'))";

  @TempDir Path folder;
  private TestDaemon daemon;
  private Path script;
  private int port;
  private Load load;

  @BeforeEach
  void startDaemon() throws Exception {
    TestDaemon.needs(Capability.CHANNELS);
    assumeTrue(Files.isExecutable(NODE), "there is no Node");
    daemon = new TestDaemon(folder).launch();
    script = folder.resolve("server.js");
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
  }

  @AfterEach
  void end() throws Exception {
    if (load != null) {
      load.close();
    }
    if (daemon != null) {
      daemon.close();
    }
  }

  private AppSpec web(int instances, String program) throws IOException {
    Files.writeString(script, program);
    RestartPolicy usual = RestartPolicy.DEFAULT;
    RestartPolicy restart =
        new RestartPolicy(
            true,
            usual.maxRestarts(),
            Duration.ofMillis(100),
            usual.delay(),
            usual.initialBackoff(),
            Set.of());
    AppSpec app = daemon.app("web", NODE.toString(), List.of(script.toString()));
    StopPolicy stop = new StopPolicy(StopSignal.SIGINT, Duration.ofMillis(5000), true);
    return TestDaemon.clustered(TestDaemon.with(TestDaemon.with(app, restart), stop), instances);
  }

  private void start(int instances, String program) throws Exception {
    Outcome outcome = daemon.start(web(instances, program));
    assertTrue(outcome.ok(), outcome.problems().toString());
  }

  private void startUnderLoad(int instances) throws Exception {
    start(instances, SERVER + ".listen(" + port + ")");
    load = new Load(port, 4);
    load.awaitAll(pids());
  }

  private Outcome reload() {
    return daemon.client.reload(
        List.of("web"), EnvironmentChange.NONE, 1, false, SupervisorClient.QUIET);
  }

  private List<Integer> pids() {
    return daemon.client.list().stream().map(ProcessRow::pid).toList();
  }

  private List<String> statuses() {
    return daemon.client.list().stream().map(ProcessRow::status).toList();
  }

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

  /** Its output, once it has such a line. */
  private String output(String wanted) throws Exception {
    Path log = Path.of(web(1, Files.readString(script)).logs().out());
    Path folderOfLogs = log.getParent();
    String[] found = {""};
    Await.until(
        "it wrote " + wanted,
        () -> {
          StringBuilder all = new StringBuilder();
          try (var files = Files.list(folderOfLogs)) {
            for (Path file : files.sorted().toList()) {
              all.append(Files.readString(file));
            }
          }
          found[0] = all.toString();
          return found[0].contains(wanted);
        });
    return found[0];
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
    try (SupervisorClient other = SupervisorClient.connect(daemon.home.socket()).orElseThrow()) {
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
  void messagesGoBothWays() throws Exception {
    List<ProcessMessage> heard = new CopyOnWriteArrayList<>();
    try (SupervisorClient listening =
        SupervisorClient.connect(daemon.home.socket()).orElseThrow()) {
      listening.subscribe();
      Thread listener = new Thread(() -> listening.passOn(event -> {}, heard::add));
      listener.start();
      start(
          1,
          "process.send({type: 'process:msg', data: {hello: 'w\u00f6rld'}});\n"
              + "process.on('message', m => process.send({got: m}));\n"
              + SERVER
              + ".listen("
              + port
              + ")");
      Outcome outcome =
          daemon.client.message(Map.of("topic", "t", "data", List.of(1L, "a\nb")), List.of("web"));
      assertTrue(outcome.ok(), outcome.problems().toString());
      Await.until("it has answered", () -> heard.size() == 2);
      assertEquals(
          Map.of("type", "process:msg", "data", Map.of("hello", "w\u00f6rld")),
          heard.get(0).message());
      assertEquals(
          Map.of("got", Map.of("topic", "t", "data", List.of(1L, "a\nb"), "id", 0L)),
          heard.get(1).message());
      listening.close();
      listener.join();
    }
  }

  @Test
  void whateverComesOverTheChannelHarmsNobody() throws Exception {
    start(
        1,
        "const fs = require('fs');\n"
            + "fs.writeSync(3, 'garbage\\n{\\n\\xff\\n\\n[\\n{\"cmd\":\"NODE_CLUSTER\"}\\n"
            + "{\"cmd\":\"NODE_CLUSTER\",\"act\":\"queryServer\",\"seq\":\"x\"}\\n"
            + "{\"cmd\":\"NODE_CLUSTER\",\"act\":\"close\",\"key\":7}\\n"
            + "{\"cmd\":\"NODE_HANDLE_ACK\"}\\n');\n"
            + "process.send('x'.repeat(10 << 20));\n"
            + "const other = require('net').createServer();\n"
            + "other.listen({port: 0, exclusive: true}, () => {\n"
            + "  process.send('with a socket', other);\n"
            + ("  " + SERVER + ".listen(" + port + ", () => console.log('listens'))\n")
            + "});");
    output("listens");
    load = new Load(port, 1);
    load.awaitAll(pids());
    assertTrue(daemon.log().contains("is no JSON"), daemon.log());
    assertTrue(daemon.log().contains("longer than"), daemon.log());
  }

  /** All of it would be kept as long as the sockets are. */
  @Test
  void aListenWithMegabytesOfOptionsIsRefused() throws Exception {
    start(
        1,
        "let left = 40, refused = 0;\n"
            + "process.on('internalMessage', m => {\n"
            + "  if (!(m.ack >= 5000)) return;\n"
            + "  refused += m.errno === -22 ? 1 : 0;\n"
            + "  if (--left === 0) {\n"
            + "    console.log('refused ' + refused);\n"
            + ("    " + SERVER + ".listen(" + port + ", () => console.log('listens'));\n")
            + "  }\n"
            + "});\n"
            + "const long = 'x'.repeat(900000);\n"
            + "for (let i = 0; i < 40; i++) {\n"
            + "  process.send({cmd: 'NODE_CLUSTER', act: 'queryServer', seq: 5000 + i,\n"
            + ("    address: '" + folder + "/s' + i + (i % 2 ? long : ''), port: -1,\n")
            + "    addressType: -1, fd: -1, index: 0, flags: 0, data: i % 2 ? null : [long]});\n"
            + "}");
    output("listens");
    assertTrue(output("refused").contains("refused 40"), output("refused"));
    load = new Load(port, 1);
    load.awaitAll(pids());
    assertTrue(daemon.log().length() < 100_000, daemon.log().length() + " characters");
  }

  /** Who doesn't read what it subscribed to can't fill the supervisor's heap. */
  @Test
  void aSubscriberThatDoesNotReadIsCutOff() throws Exception {
    try (SocketChannel deaf = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      deaf.connect(UnixDomainSocketAddress.of(daemon.home.socket()));
      byte[] header = "{\"v\":1,\"id\":1,\"op\":\"subscribe\"}".getBytes(StandardCharsets.UTF_8);
      deaf.write(ByteBuffer.wrap(new Frame(header, new byte[0]).encode()));
      start(
          1,
          "let n = 0;\n"
              + "const more = () => n++ < 30 ? process.send('x'.repeat(900000), more)\n"
              + ("    : " + SERVER + ".listen(" + port + ", () => console.log('listens'));\n")
              + "more();");
      output("listens");
      ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
      long total = 0;
      for (int count = 0; count >= 0 && total < 20 << 20; count = deaf.read(buffer.clear())) {
        total += count;
      }
      assertTrue(total < 10 << 20, total + " bytes were kept for it");
    }
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

  @Test
  void systemdKeepsSocketsAndChannelsWhereNoProcessCanBeAskedForThem() throws Exception {
    daemon.close();
    Path systemd = Files.writeString(folder.resolve("systemd.py"), text("/systemd.py"));
    Path socket = folder.resolve("notify");
    Process keeper =
        new ProcessBuilder("python3", "-S", systemd.toString(), "keep", socket.toString()).start();
    try {
      Await.until("it keeps", () -> Files.exists(socket));
      List<String> start = List.of("python3", "-S", systemd.toString(), "start", socket.toString());
      String[] words = {DaemonMain.NOTIFY + socket, DaemonMain.NO_SOCKETS};
      daemon = new TestDaemon(folder).by(start).launch(words);
      // without its copy of the other end, a worker's channel closes with the last supervisor
      String noCopy =
          "require('fs').closeSync(4);process.on('message', m => process.send(m.data));";
      start(2, noCopy + SERVER + ".listen(" + port + ")");
      load = new Load(port, 4);
      load.awaitAll(pids());
      List<Integer> before = pids();
      daemon.kill9();
      load.awaitMore(50);
      daemon.launch(words);
      load.awaitMore(50);
      assertEquals(before, pids());
      assertEquals("still here", answer("still here"));
      Outcome outcome = reload();
      assertTrue(outcome.ok(), outcome.problems().toString() + daemon.log());
      load.awaitAll(pids());
      load.close();
      assertEquals(List.of(), load.failures());
      daemon.close();
      daemon = null;
      try (Socket ask = new Socket()) {
        assertThrows(
            IOException.class, () -> ask.connect(new InetSocketAddress("127.0.0.1", port), 1000));
      }
    } finally {
      keeper.destroyForcibly().waitFor();
    }
  }

  private static String text(String resource) throws IOException {
    try (var stream = ClusterTest.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What id 0 says to this. */
  private Object answer(String data) throws Exception {
    List<ProcessMessage> heard = new CopyOnWriteArrayList<>();
    try (SupervisorClient listening =
        SupervisorClient.connect(daemon.home.socket()).orElseThrow()) {
      listening.subscribe();
      Thread listener = new Thread(() -> listening.passOn(event -> {}, heard::add));
      listener.start();
      assertTrue(daemon.client.message(Map.of("data", data), List.of("0")).ok());
      Await.until("it answers", () -> !heard.isEmpty());
      listening.close();
      listener.join();
    }
    return heard.get(0).message();
  }
}
