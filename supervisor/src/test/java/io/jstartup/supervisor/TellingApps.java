package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.model.ready.ReadyPolicy;
import io.jstartup.supervisor.client.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Apps that tell their supervisor how they are, by notifications or over the channel that Node has. */
abstract class TellingApps extends WithDaemon {
  private static final String PYTHON_NOTIFY =
      "import os, socket, time, sys\n"
          + "s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)\n"
          + "a = os.environ['NOTIFY_SOCKET']\n"
          + "a = '\\0' + a[1:] if a[0] == '@' else a\n"
          + "def tell(text): s.sendto(text.encode(), a)\n";

  static AppSpec waiting(AppSpec app, int listenTimeout) {
    return app.withReady(ReadyPolicy.AT_ONCE.waiting())
        .withListenTimeout(Duration.ofMillis(listenTimeout));
  }

  /** How long it takes until it is online. */
  long startMillis(AppSpec app) {
    long from = System.nanoTime();
    Outcome outcome = daemon.start(app);
    assertTrue(outcome.ok(), outcome.problems().toString());
    assertEquals("online", daemon.row(app.name()).status());
    return (System.nanoTime() - from) / 1_000_000;
  }

  AppSpec python(String name, String script) {
    return daemon.app(name, "/usr/bin/env", List.of("python3", "-c", PYTHON_NOTIFY + script));
  }

  AppSpec node(String name, String script) throws Exception {
    Path file = folder.resolve(name + ".js");
    Files.writeString(file, script);
    Path node = TestDaemon.needs("node");
    AppSpec plain = daemon.app(name, file.toString(), List.of());
    return plain.withLaunch(
        new Launch(
            file.toString(),
            List.of(),
            node.toString(),
            List.of(),
            folder.toString(),
            plain.launch().env()));
  }
}
