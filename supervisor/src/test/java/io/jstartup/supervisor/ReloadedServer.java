package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.listen.ListenAddress;
import io.jstartup.platforms.os.Capability;
import io.jstartup.supervisor.client.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A server in Python whose socket the supervisor holds, so that a new version takes the place of the old one. */
abstract class ReloadedServer extends UnderLoad {
  Path script;

  @BeforeEach
  void writeFirstVersion() throws Exception {
    TestDaemon.needs(Capability.SOCKETS);
    script = folder.resolve("server.py");
    version("");
  }

  /** The server, after these lines of Python. */
  void version(String first) throws IOException {
    try (var server = ReloadedServer.class.getResourceAsStream("/server.py")) {
      Files.writeString(
          script, first + "\n" + new String(server.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  AppSpec web(int instances, Duration minUptime) {
    AppSpec app = daemon.app("web", "/usr/bin/env", List.of("python3", "-S", script.toString()));
    return TestDaemon.with(app, settledAfter(minUptime))
        .withInstances(instances)
        .withListen(List.of(new ListenAddress("127.0.0.1:" + port, "http")));
  }

  void startUnderLoad(int instances, Duration minUptime) throws Exception {
    Outcome outcome = daemon.start(web(instances, minUptime));
    assertTrue(outcome.ok(), outcome.problems().toString());
    putUnderLoad();
  }
}
