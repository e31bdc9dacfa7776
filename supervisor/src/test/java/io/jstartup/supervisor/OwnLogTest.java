package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.RestartPolicy;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.supervisor.client.SupervisorClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each kind of line that docs/logs.md shows of the supervisor's own log, made to happen. */
class OwnLogTest extends WithDaemon {
  private static final String FORGED = "2026-01-01T00:00:00: app 'bank' (id 0): deleted";
  private static final char NEWLINE = 10;
  private static final char ESCAPE = 27;
  private static final String AFTER = " after [0-9.]+ m?s";

  /** @param line a regular expression for a whole line, without its time */
  private void says(String line) throws Exception {
    Pattern pattern = Pattern.compile("(?m)^(.*: )?" + line + "$");
    Await.until("the log says " + line, () -> pattern.matcher(daemon.log()).find());
  }

  private void saysOf(String name, String text) throws Exception {
    says("app '" + name + "' \\(id \\d+\\): " + text);
  }

  @Test
  void startsAndStops() throws Exception {
    says("supervisor \\S+ started, pid \\d+");
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    saysOf("web", "started, pid \\d+");
    daemon.client.signal(10, List.of("web"));
    saysOf("web", "signal 10 sent to pid \\d+");
    saysOf("web", "pid \\d+ killed by signal 10" + AFTER + "; restarting");
    daemon.client.stop(List.of("web"), SupervisorClient.QUIET);
    saysOf("web", "stopping with SIGINT");
    saysOf("web", "pid \\d+ killed by signal 2" + AFTER);
    saysOf("web", "stopped after \\d+ ms");
    daemon.client.delete(List.of("web"), SupervisorClient.QUIET);
    saysOf("web", "deleted");
  }

  @Test
  void whatARestartDependsOn() throws Exception {
    daemon.start(TestDaemon.with(daemon.shell("once", "exit 3"), TestDaemon.onceOnly()));
    saysOf("once", "pid \\d+ exited with 3" + AFTER + ", autorestart is off.*; not restarted");
    RestartPolicy usual = RestartPolicy.DEFAULT;
    RestartPolicy twice =
        new RestartPolicy(
            true,
            2,
            Duration.ofSeconds(5),
            Duration.ofMillis(50),
            Duration.ZERO,
            usual.stopExitCodes());
    daemon.start(TestDaemon.with(daemon.shell("loop", "exit 4"), twice));
    saysOf("loop", "pid \\d+ exited with 4" + AFTER + "; restarting in 50 ms");
    saysOf(
        "loop",
        "pid \\d+ exited with 4" + AFTER + ", 2 times in [0-9.]+ m?s.*; errored, not restarted");
    daemon.start(daemon.app("none", "/nonexistent/program", List.of()));
    saysOf("none", "errored: .*/nonexistent/program.*");
  }

  @Test
  void aStopThatTakesTooLong() throws Exception {
    daemon.start(
        TestDaemon.with(
            daemon.shell("deaf", "trap '' INT; echo deaf; while :; do sleep 0.05; done"),
            new StopPolicy(StopSignal.SIGINT, Duration.ofMillis(100), true)));
    Path out = daemon.home.logs().resolve("x-out.log");
    Await.until("it is deaf", () -> Files.exists(out) && Files.size(out) > 0);
    daemon.client.stop(List.of("deaf"), SupervisorClient.QUIET);
    saysOf("deaf", "still there after 100 ms, sending SIGKILL");
    saysOf("deaf", "pid \\d+ killed by signal 9" + AFTER);
  }

  @Test
  void aSuccessorTakesOver() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    int pid = daemon.row("web").pid();
    daemon.kill9();
    daemon.launch();
    saysOf("web", "adopted, pid " + pid);
    says("took over from a predecessor, 1 apps running");
  }

  @Test
  void theBootHooksBringsBackWhatIsSaved() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    daemon.client.save(false);
    daemon.client.kill(SupervisorClient.QUIET);
    says("asked to end, stopping 1 apps");
    says("supervisor ended");
    daemon.launch("boot");
    says("supervisor \\S+ started, pid \\d+, by the boot hook");
    says("resurrecting 1 saved apps");
  }

  @Test
  void aNameForgesNoLine() throws Exception {
    String name = "web" + NEWLINE + FORGED + ESCAPE + "[2J" + (char) 0x9B + "2J";
    daemon.start(daemon.shell(name, "exec sleep 1000"));
    String shown = "web\\x0a" + FORGED + "\\x1b[2J\\x9b2J";
    says("app '" + Pattern.quote(shown) + "' \\(id 0\\): started, pid \\d+");
    assertTrue(daemon.log().lines().noneMatch(line -> line.startsWith(FORGED)));
    assertEquals(-1, daemon.log().indexOf(ESCAPE));
  }
}
