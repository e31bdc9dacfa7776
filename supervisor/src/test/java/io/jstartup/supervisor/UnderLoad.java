package io.jstartup.supervisor;

import io.jstartup.model.RestartPolicy;
import io.jstartup.model.exec.EnvironmentChange;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of an app {@code web} that serves a free port, which clients ask without a pause while it is replaced. */
abstract class UnderLoad extends WithDaemon {
  static final List<String> WEB = List.of("web");

  int port;
  Load load;

  @BeforeEach
  void choosePort() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
  }

  @AfterEach
  void endLoad() throws Exception {
    if (load != null) {
      load.close();
    }
  }

  /** From now on each process has read the script that it was started with. */
  void putUnderLoad() throws Exception {
    load = new Load(port, 4);
    load.awaitAll(pids());
  }

  Outcome reload() {
    return reload(daemon.client);
  }

  static Outcome reload(SupervisorClient client) {
    return client.reload(WEB, EnvironmentChange.NONE, 1, false, SupervisorClient.QUIET);
  }

  /** A new version has to run for so long to count as one that does. */
  static RestartPolicy settledAfter(Duration minUptime) {
    RestartPolicy usual = RestartPolicy.DEFAULT;
    return new RestartPolicy(
        true, usual.maxRestarts(), minUptime, usual.delay(), usual.initialBackoff(), Set.of());
  }
}
