package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.supervisor.client.Events;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.ProcessMessage;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.Frame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes between the supervisor and its workers over their channels, friendly or not, also after its death. */
@Timeout(120)
class ClusterChannelTest extends NodeCluster {
  @Test
  void messagesGoBothWays() throws Exception {
    List<ProcessMessage> heard = new CopyOnWriteArrayList<>();
    try (SupervisorClient listening = another()) {
      Events events = listening.subscribe();
      Thread listener = new Thread(() -> events.passOn(event -> {}, heard::add));
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
    try (var stream = ClusterChannelTest.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What id 0 says to this. */
  private Object answer(String data) throws Exception {
    List<ProcessMessage> heard = new CopyOnWriteArrayList<>();
    try (SupervisorClient listening = another()) {
      Events events = listening.subscribe();
      Thread listener = new Thread(() -> events.passOn(event -> {}, heard::add));
      listener.start();
      assertTrue(daemon.client.message(Map.of("data", data), List.of("0")).ok());
      Await.until("it answers", () -> !heard.isEmpty());
      listening.close();
      listener.join();
    }
    return heard.get(0).message();
  }
}
