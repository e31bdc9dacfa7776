package io.jstartup.tests.reload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jstartup.dump.json.Json;
import io.jstartup.tests.cli.Jstartup;
import io.jstartup.tests.rig.Output;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A new version that is no good: the old processes serve on, and the command says what the new one said. */
final class FailedReloadTest {
  private static final String READY =
      "import os, socket, sys, threading, time\n"
          + "ready = lambda: socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(\n"
          + "    b'READY=1', os.environ['NOTIFY_SOCKET'])\n";

  @TempDir Path folder;
  private int port;

  static Stream<Arguments> badVersions() {
    return Stream.of(
        arguments(
            "throws at its start",
            "raise RuntimeError('no such table')\n",
            List.of("Traceback (most recent call last)", "RuntimeError: no such table")),
        arguments(
            "hangs before it is ready",
            "print('asking the database\\n...', file=sys.stderr, flush=True)\ntime.sleep(1000)\n",
            List.of("asking the database", "listen_timeout")),
        arguments(
            "exits after 500 ms",
            "ready()\nprint('one\\ntwo', file=sys.stderr, flush=True)\n"
                + "threading.Timer(0.5, lambda: os.kill(os.getpid(), 2)).start()\n",
            List.of("one", "two")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badVersions")
  void theOldProcessesServeOn(String what, String bad, List<String> said) throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    write(READY + "ready()\n");
    try (Jstartup jstartup = new Jstartup(folder)) {
      jstartup.run("start", processFile()).expect(0);
      List<Long> before = jstartup.pids("server");
      try (Requests requests = new Requests(port, 3)) {
        requests.awaitMore(20);
        write(READY + bad);
        Output reload = jstartup.run("reload", "server").expect(1);
        for (String words : said) {
          assertTrue(reload.all().contains(words), reload.toString());
        }
        requests.awaitMore(20);
        requests.close();
        assertEquals(List.of(), requests.failures());
      }
      assertEquals(before, jstartup.pids("server"));
    }
  }

  /** The server, after these lines. */
  private void write(String first) throws IOException {
    try (InputStream in = FailedReloadTest.class.getResourceAsStream("/apps/reload/server.py")) {
      Files.writeString(folder.resolve("server.py"), first + new String(in.readAllBytes(), UTF_8));
    }
  }

  private String processFile() throws IOException {
    Map<String, Object> app = new LinkedHashMap<>();
    app.put("name", "server");
    app.put("script", "server.py");
    app.put("interpreter", "python3");
    app.put("instances", 2);
    app.put("wait_ready", true);
    app.put("listen_timeout", 2000);
    app.put("min_uptime", 20_000);
    app.put("env", Map.of("VERSION", "1"));
    app.put("listen", List.of("127.0.0.1:" + port));
    Path file = folder.resolve("server.json");
    Files.write(file, Json.compact(Map.of("apps", List.of(app))));
    return file.toString();
  }
}
