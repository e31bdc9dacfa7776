package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.run.SystemCommands;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.detect.MachineFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a removal waits for the end of an app's script where cron had started it, with the tools of this machine. */
final class CronWaitTest {
  @TempDir Path folder;

  private Command waitFor(String pattern) {
    Path spec = Path.of("/etc/jstartup/jstartup-www@web-0.app");
    List<Command> disable =
        InitSystems.named("cron")
            .plan(
                HookGoldenTest.USUAL.forApp(
                    "jstartup-www@web-0", spec, spec, folder, Duration.ofMillis(1600)),
                new MachineFacts(folder, "Linux", Map.of()),
                0)
            .disable();
    assertEquals(1, disable.size());
    List<String> argv = new ArrayList<>(disable.get(0).argv());
    assertEquals("^/bin/sh /etc/jstartup/jstartup-www@web-0$", argv.set(argv.size() - 1, pattern));
    return new Command(argv, disable.get(0).limit(), false, false);
  }

  @Test
  void endsWithTheScriptAndNotBefore() throws Exception {
    Path script = folder.resolve("keeper");
    Files.writeString(script, "read line\n");
    Process keeper = new ProcessBuilder("/bin/sh", script.toString()).start();
    Command wait = waitFor("^/bin/sh " + script + "$");
    CompletableFuture<CommandOutput> waiting =
        CompletableFuture.supplyAsync(() -> new SystemCommands().run(wait));
    assertFalse(ended(waiting), "it has not waited");
    keeper.getOutputStream().close();
    assertTrue(waiting.get(60, TimeUnit.SECONDS).succeeded());
    assertFalse(keeper.isAlive());
  }

  private static boolean ended(CompletableFuture<?> waiting) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMillis(500).toNanos();
    while (!waiting.isDone() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return waiting.isDone();
  }

  /** What can't be asked for has not ended by that: the app would be started beside it. */
  @Test
  void whatPgrepCanNotTellIsNoEnd() throws IOException {
    assertFalse(new SystemCommands().run(waitFor("(")).succeeded());
  }
}
