package io.jstartup.tests.reload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.dump.json.Json;
import io.jstartup.tests.cli.Jstartup;
import io.jstartup.tests.rig.Ci;
import io.jstartup.tests.rig.JarOfOneClass;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fifty new versions of a server while clients ask it, a connection for each request: none fails. */
final class ReloadUnderLoadTest {
  private static final int RELOADS = 50;
  private static final int CLIENTS = 4;
  private static final int REQUESTS = 25_000;
  private static final String EXPRESS = "Express in cluster mode";
  private static final Path MODULES = Path.of(System.getProperty("jstartup.express"));

  @TempDir Path folder;

  private record Server(String what, Map<String, Object> script) {}

  private static final List<List<Server>> PAIRS =
      List.of(
          List.of(
              new Server("a compiled server", Map.of("script", "./server")),
              new Server(EXPRESS, Map.of("script", "server.js", "exec_mode", "cluster"))),
          List.of(
              new Server(
                  "a Python server", Map.of("script", "server.py", "interpreter", "python3")),
              new Server("a Java server", Map.of("script", "SocketServer.jar"))));

  static Stream<List<Server>> pairs() {
    return PAIRS.stream();
  }

  /** Two at a time: most of a reload is waiting. */
  @ParameterizedTest
  @MethodSource("pairs")
  void noRequestIsLost(List<Server> pair) throws Exception {
    boolean all = pair.stream().noneMatch(server -> server.what().equals(EXPRESS));
    assumeTrue(
        Ci.runs() || all || Files.isDirectory(MODULES),
        "Express is not there: ./run-tests gets it with npm");
    ExecutorService both = Executors.newFixedThreadPool(pair.size());
    try {
      List<Callable<Void>> tasks = pair.stream().map(this::task).toList();
      for (Future<Void> done : both.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      both.shutdownNow();
    }
  }

  private Callable<Void> task(Server server) {
    return () -> {
      noRequestIsLost(server);
      return null;
    };
  }

  private void noRequestIsLost(Server server) throws Exception {
    Path own = Files.createDirectory(folder.resolve(server.what().replace(' ', '-')));
    prepare(own);
    int port = freePort();
    try (Jstartup jstartup = new Jstartup(own)) {
      jstartup.run("start", version(own, 0, port, server.script())).expect(0);
      try (Requests requests = new Requests(port, CLIENTS)) {
        requests.awaitVersion("0");
        for (int i = 1; i <= RELOADS; i++) {
          jstartup
              .run("reload", version(own, i, port, server.script()), "--parallel", "2")
              .expect(0);
          requests.awaitVersion(String.valueOf(i));
        }
        requests.awaitMore(Math.max(1, REQUESTS - requests.answered()));
        requests.close();
        assertEquals(List.of(), requests.failures());
        assertTrue(requests.processes() > RELOADS, "answered by " + requests.processes());
        System.out.println(server.what() + ": " + requests.answered() + " requests, none failed");
      }
      assertEquals(2, jstartup.pids("server").size());
    }
  }

  private static void prepare(Path own) throws Exception {
    for (String name : List.of("server.py", "server.js", "server.c")) {
      Files.writeString(own.resolve(name), resource(name));
    }
    Files.write(
        own.resolve("SocketServer.jar"),
        JarOfOneClass.compile("SocketServer", resource("SocketServer.java")));
    Process gcc =
        new ProcessBuilder("gcc", "-O2", "-Wall", "-Werror", "-o", "server", "server.c")
            .directory(own.toFile())
            .inheritIO()
            .start();
    assertEquals(0, gcc.waitFor());
  }

  /** A process file of this version. */
  private static String version(Path own, int number, int port, Map<String, Object> script)
      throws IOException {
    Map<String, Object> app = new LinkedHashMap<>(script);
    app.put("name", "server");
    app.put("instances", 2);
    app.put("min_uptime", 100);
    app.put("kill_timeout", 20_000);
    app.put("listen_timeout", 20_000);
    Map<String, Object> env = new LinkedHashMap<>(Map.of("VERSION", String.valueOf(number)));
    if (script.containsKey("exec_mode")) {
      env.put("PORT", String.valueOf(port));
      env.put("NODE_PATH", MODULES.toString());
    } else {
      app.put("listen", List.of(Map.of("address", "127.0.0.1:" + port, "stdin", true)));
    }
    app.put("env", env);
    Path file = own.resolve("server.json");
    Files.write(file, Json.compact(Map.of("apps", List.of(app))));
    return file.toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReloadUnderLoadTest.class.getResourceAsStream("/apps/reload/" + name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
