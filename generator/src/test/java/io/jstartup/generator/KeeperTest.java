package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.render.TemplateRenderer;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.PlannedFile;
import io.jstartup.platforms.shell.Keeper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hook's script with a stand-in for jstartup, as the user who runs the test. */
final class KeeperTest {
  /** Ends as the file {@code end} says, when it is told to or at once; writes down what happens to it. */
  private static final String JSTARTUP =
      """
      #!/bin/sh
      echo "$*" >>DIR/calls
      if [ "$1" = kill ]; then exit 0; fi
      case $(cat DIR/end) in
        crash) sleep 0.2; echo wait >DIR/end; exit 9 ;;
        wanted) exit 0 ;;
        taken) exit 78 ;;
        hang) trap '' TERM ;;
        wait) trap 'echo stopped >>DIR/calls; exit 0' TERM ;;
      esac
      : >DIR/up
      while :; do sleep 0.1; done
      """;

  @TempDir Path folder;
  private Process keeper;

  @AfterEach
  void end() {
    if (keeper != null) {
      keeper.descendants().forEach(ProcessHandle::destroyForcibly);
      keeper.destroyForcibly();
    }
  }

  private void run(String end, Map<String, Object> changes, List<String> shell) throws IOException {
    Path jstartup = folder.resolve("js tartup");
    Files.writeString(jstartup, JSTARTUP.replace("DIR", folder.toString()));
    assertTrue(jstartup.toFile().setExecutable(true));
    Files.writeString(folder.resolve("end"), end + "\n");
    BootHook hook =
        new BootHook(
            new Account(System.getProperty("user.name"), 0, 0, folder),
            folder,
            folder.resolve("it's $HOME"),
            "jstartup-test",
            jstartup,
            Path.of("/usr"),
            "/usr/bin:/bin",
            false,
            Duration.ofSeconds(1));
    PlannedFile planned = Keeper.ending(hook, "test");
    planned.values().putAll(changes);
    Path script = folder.resolve("keeper");
    Files.write(script, new TemplateRenderer().render(planned));
    List<String> command = new ArrayList<>(shell);
    command.add(script.toString());
    keeper =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
  }

  private List<String> calls() {
    try {
      return Files.readString(folder.resolve("calls"), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private void until(BooleanSupplier condition) throws InterruptedException {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertTrue(
          System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(30), () -> calls().toString());
      Thread.sleep(20);
    }
  }

  private int stop() throws InterruptedException {
    keeper.destroy(); // SIGTERM
    assertTrue(keeper.waitFor(30, TimeUnit.SECONDS));
    return keeper.exitValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash --posix", "busybox sh", "mksh"})
  void passesAStopOnAndWaitsForItsEnd(String shell) throws IOException, InterruptedException {
    List<String> words = List.of(shell.split(" "));
    Assumptions.assumeTrue(
        List.of("/bin", "/usr/bin").stream()
            .anyMatch(path -> Files.isExecutable(Path.of(path, words.get(0)))));
    run("wait", Map.of(), words);
    until(() -> Files.exists(folder.resolve("up"))); // its trap is set
    assertEquals(0, stop());
    assertEquals(List.of("daemon --boot test", "stopped"), calls());
  }

  @Test
  void startsASuccessorAfterACrash() throws IOException, InterruptedException {
    run("crash", Map.of(), List.of("sh"));
    until(() -> calls().size() == 2);
    assertEquals(List.of("daemon --boot test", "daemon --boot test"), calls());
    assertTrue(keeper.isAlive());
  }

  @ParameterizedTest
  @ValueSource(strings = {"wanted", "taken"})
  void leavesAWantedEndAtThat(String end) throws IOException, InterruptedException {
    run(end, Map.of(), List.of("sh"));
    assertTrue(keeper.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, keeper.exitValue());
    assertEquals(List.of("daemon --boot test"), calls());
  }

  @Test
  void staysAfterAWantedEndWhereItWouldBeStartedAgain() throws IOException, InterruptedException {
    List<String> stayDown = List.of("touch", folder.resolve("stay 'down'").toString());
    run("wanted", Map.of("idles", true, "stayDown", stayDown), List.of("sh"));
    until(() -> Files.exists(folder.resolve("stay 'down'")));
    assertTrue(keeper.isAlive());
    assertEquals(0, stop());
    assertEquals(List.of("daemon --boot test"), calls());
  }

  @Test
  void killsWhatHangsAndHasTheAppsStopped() throws IOException, InterruptedException {
    run("hang", Map.of("stopLimit", "1"), List.of("sh"));
    until(() -> Files.exists(folder.resolve("up")));
    long begin = System.nanoTime();
    assertEquals(0, stop());
    assertTrue(System.nanoTime() - begin >= TimeUnit.MILLISECONDS.toNanos(900));
    assertEquals(List.of("daemon --boot test", "kill --left-behind"), calls());
  }
}
