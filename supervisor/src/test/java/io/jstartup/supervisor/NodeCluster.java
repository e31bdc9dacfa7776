package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.platforms.os.Capability;
import io.jstartup.supervisor.client.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Unmodified Node programs, run as workers of a cluster whose primary is the supervisor. */
abstract class NodeCluster extends UnderLoad {
  static final String SERVER =
      "require('http').createServer((request, response) => response.end(process.pid + '\\n'))";

  Path script;
  private Path node;

  @BeforeEach
  void needNode() {
    TestDaemon.needs(Capability.CHANNELS);
    node = TestDaemon.needs("node");
    script = folder.resolve("server.js");
  }

  AppSpec web(int instances, String program) throws IOException {
    Files.writeString(script, program);
    AppSpec app = daemon.app("web", node.toString(), List.of(script.toString()));
    StopPolicy stop = new StopPolicy(StopSignal.SIGINT, Duration.ofMillis(5000), true);
    AppSpec settled = TestDaemon.with(app, settledAfter(Duration.ofMillis(100)));
    return TestDaemon.clustered(TestDaemon.with(settled, stop), instances);
  }

  void start(int instances, String program) throws Exception {
    Outcome outcome = daemon.start(web(instances, program));
    assertTrue(outcome.ok(), outcome.problems().toString());
  }

  void startUnderLoad(int instances) throws Exception {
    start(instances, SERVER + ".listen(" + port + ")");
    putUnderLoad();
  }

  /** Its output, once it has such a line. */
  String output(String wanted) throws Exception {
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
}
