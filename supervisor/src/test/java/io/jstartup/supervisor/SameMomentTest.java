package io.jstartup.supervisor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.jstartup.model.AppSpec;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.Frame;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Things that the supervisor finds to have happened when it looks once. */
@Timeout(120)
class SameMomentTest {
  @TempDir Path folder;
  private TestDaemon daemon;

  @BeforeEach
  void startDaemon() throws Exception {
    daemon = new TestDaemon(folder).launch();
  }

  @AfterEach
  void endDaemon() throws Exception {
    daemon.close();
  }

  private AppSpec alone(String name, String script, long killTimeout) {
    StopPolicy stop = new StopPolicy(StopSignal.SIGINT, Duration.ofMillis(killTimeout), false);
    return TestDaemon.with(daemon.shell(name, script), stop);
  }

  @Test
  void whatDiesByItselfAsItIsToBeRestartedIsNotStoppedInItsNextLife() throws Exception {
    Path deaf = folder.resolve("deaf");
    daemon.start(alone("web", "exec sleep 1000", 100));
    daemon.start(
        alone("deaf", "trap '' INT; : > " + deaf + "; while :; do sleep 0.02; done", 2000));
    Await.until("it is deaf", () -> Files.exists(deaf));
    int before = daemon.row("web").pid();
    try (SocketChannel asking = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      asking.connect(UnixDomainSocketAddress.of(daemon.home.socket()));
      int supervisor = daemon.pid(); // it answers, so that connection is taken up
      signal("-STOP", supervisor);
      try {
        String request = "{\"v\":1,\"id\":1,\"op\":\"restart\",\"targets\":[\"web\"]}";
        asking.write(ByteBuffer.wrap(new Frame(request.getBytes(UTF_8), new byte[0]).encode()));
        ProcessHandle.of(before).orElseThrow().destroyForcibly();
      } finally {
        signal("-CONT", supervisor);
      }
      Await.until("it was restarted", () -> daemon.row("web").restarts() == 1);
    }
    int after = daemon.row("web").pid();
    assertNotEquals(before, after);
    daemon.client.stop(List.of("deaf"), SupervisorClient.QUIET); // longer than web may take
    assertEquals(after, daemon.row("web").pid(), daemon.log());
    assertEquals("online", daemon.row("web").status());
    assertFalse(daemon.log().contains("'web' (id 0): still there"), daemon.log());
  }

  private static void signal(String signal, int pid) throws Exception {
    assertEquals(0, new ProcessBuilder("kill", signal, "" + pid).start().waitFor());
  }
}
