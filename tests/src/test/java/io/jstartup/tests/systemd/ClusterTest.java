package io.jstartup.tests.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.NeedsDocker;
import io.jstartup.tests.rig.SystemdMachine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Node's workers and the port that they share, while the boot hook's supervisor dies under load. */
@NeedsDocker
final class ClusterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Without its copy of the channel's other end, a worker lives on only when somebody else has one. */
  private static final String WORKER =
      """
      require('fs').closeSync(4);
      require('http').createServer((q, s) => s.end('' + process.pid)).listen(8080);
      """;

  /** Asks until it is ended by a file, with a connection for each request. */
  private static final String LOAD =
      """
      import http.client, os
      answered = failed = 0
      while not os.path.exists("enough"):
          try:
              ask = http.client.HTTPConnection("127.0.0.1", 8080, timeout=10)
              ask.request("GET", "/")
              answered += ask.getresponse().status == 200
              ask.close()
          except Exception as e:
              failed += 1
          with open("answers.new", "w") as file:
              file.write(f"{answered} {failed}")
          os.rename("answers.new", "answers")
      """;

  @Test
  void workersTheirChannelsAndTheirPortSurviveTheSupervisorInSystemdsStore() {
    try (Server server = new Server()) {
      server.write("apps/worker.js", WORKER);
      server.write("load.py", LOAD);
      server.installHook();
      server
          .jstartup(
              "start",
              "apps/worker.js",
              "-i",
              "2",
              "--kill-timeout",
              "20000",
              "--listen-timeout",
              "20000")
          .expect(0);
      Await.until("both to be kept", PATIENCE, () -> stored(server) == 3);
      server.userInBackground("python3 load.py");
      awaitAnswers(server, 20);
      List<ListedApp> before = server.list();
      server.hook().crashAndAwaitSuccessor();
      assertEquals(before, server.list());
      awaitAnswers(server, 20);
      server.jstartup("reload", "worker").expect(0);
      awaitAnswers(server, 20);
      server.machine().userShell("touch enough").expect(0);
      assertFalse(
          before.stream().map(ListedApp::pid).toList().contains(server.list().get(0).pid()));
      assertEquals("0", answers(server)[1]);
      String log =
          server.machine().root("cat", SystemdMachine.HOME + "/.jstartup/pm2.log").stdout();
      assertFalse(log.contains("cannot"), log);
      server.jstartup("delete", "all").expect(0);
      Await.until("nothing to be kept", PATIENCE, () -> stored(server) == 0);
      assertTrue(server.machine().root("curl", "-s", "http://127.0.0.1:8080").exitCode() != 0);
    }
  }

  private static int stored(Server server) {
    return Integer.parseInt(server.hook().property("NFileDescriptorStore"));
  }

  private static String[] answers(Server server) {
    String text = server.machine().root("cat", SystemdMachine.HOME + "/answers").stdout();
    return text.isEmpty() ? new String[] {"0", "0"} : text.split(" ");
  }

  private static void awaitAnswers(Server server, int more) {
    int target = Integer.parseInt(answers(server)[0]) + more;
    Await.until("more answers", PATIENCE, () -> Integer.parseInt(answers(server)[0]) >= target);
  }
}
