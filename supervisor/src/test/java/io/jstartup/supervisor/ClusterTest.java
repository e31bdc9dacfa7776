package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.model.exec.EnvironmentChange;
import io.jstartup.platforms.os.Capability;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Unmodified Node programs share a port, with the supervisor as their primary. */
@Timeout(120)
class ClusterTest {
  private static final Path NODE = Path.of("/usr/bin/node");
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
}
