package io.jstartup.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody sees who stops an app that does not listen. */
class LongStopTest {
  private static final String DEAF =
      "#!/bin/sh\ntrap '' INT TERM\n: > ready\nwhile :; do sleep 0.1; done\n";

  @TempDir private Path folder;
  private Jstartup jstartup;

  @BeforeEach
  void makeDeafApp() throws Exception {
    jstartup = new Jstartup(folder);
    assertTrue(Files.writeString(folder.resolve("deaf"), DEAF).toFile().setExecutable(true));
  }

  @AfterEach
  void close() throws Exception {
    for (long pid : jstartup.pids("deaf")) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
    jstartup.close();
  }

  private void start(String killTimeout) throws Exception {
    jstartup.run("start", "./deaf", "--kill-timeout", killTimeout).expect(0);
    Await.until("it is deaf", Duration.ofSeconds(60), () -> Files.exists(folder.resolve("ready")));
  }

  @ParameterizedTest
  @CsvSource({"stop deaf,3000,2", "stop all,2500,1", "kill,2500,1"})
  void aTerminalShowsThatItGoesOn(String command, String killTimeout, int seconds)
      throws Exception {
    start(killTimeout);
    String launcher = Jstartup.distribution().resolve("bin/jstartup").toString();
    Output seen =
        jstartup
            .run(List.of("script", "-qec", "'" + launcher + "' " + command, "/dev/null"))
            .expect(0);
    for (int second = 1; second <= seconds; second++) {
      assertTrue(seen.stdout().contains("stopping: 0 done, " + second + " s"), seen.toString());
    }
  }

  @Test
  void aPipeGetsNoProgress() throws Exception {
    start("1500");
    assertFalse(jstartup.run("stop", "deaf").expect(0).all().contains("stopping:"));
  }

  @Test
  void aSupervisorThatDiesMeanwhileIsNoSuccess() throws Exception {
    start("30000");
    CompletableFuture<Output> stop = CompletableFuture.supplyAsync(() -> run("stop", "deaf"));
    Await.until(
        "the stop has begun",
        Duration.ofSeconds(60),
        () -> run("list").stdout().contains("stopping"));
    ProcessHandle.of(jstartup.supervisorPid()).orElseThrow().destroyForcibly();
    Output output = stop.get();
    assertEquals(1, output.exitCode(), output.toString());
    assertTrue(output.stderr().contains("the supervisor"), output.toString());
    assertTrue(output.stderr().contains("jstartup list"), output.toString());
  }

  private Output run(String... words) {
    try {
      return jstartup.run(words);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
