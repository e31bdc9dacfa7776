package io.jstartup.generator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.render.TemplateRenderer;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.PlannedFile;
import io.jstartup.platforms.shell.Keeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A stop that comes between any two lines of the hook's script, as the script sends it to itself there: it ends, with all that it has
 * started.
 */
final class KeeperSignalTest {
  /** Ends at once when it is called so; else when it is told to. */
  private static final String JSTARTUP =
      """
      #!/bin/sh
      case $0,$1 in *wanted,* | *,kill) exit 0 ;; esac
      trap 'exit 0' TERM
      while :; do sleep 0.1; done
      """;

  /** None comes behind these lines without a signal. */
  private static final List<String> AFTER_A_CRASH =
      List.of(
          "  case $code in",
          "  if [ -z \"$stopping\" ]; then sleep 1; fi",
          "if [ -n \"$stopping\" ] && [ \"$code\" != 0 ]",
          "  # It was killed or had just crashed",
          "  (trap - TERM INT HUP; become_jstartup kill");

  /** In the environment of all that the script starts, but for the stand-in. */
  private static final String MARK = "KEEPER_OF_TEST=";

  @TempDir Path folder;
  private final Map<String, Process> keepers = new LinkedHashMap<>();

  @AfterEach
  void end() {
    for (Process keeper : keepers.values()) {
      keeper.descendants().forEach(ProcessHandle::destroyForcibly);
      keeper.destroyForcibly();
    }
    ours().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash --posix", "busybox sh", "mksh", "ksh"})
  void endsWithAllThatItHasStarted(String shell) throws IOException, InterruptedException {
    List<String> words = List.of(shell.split(" "));
    Assumptions.assumeTrue(
        Stream.of("/bin", "/usr/bin")
            .anyMatch(path -> Files.isExecutable(Path.of(path, words.get(0)))));
    signalBetweenAllLines("wanted", words);
    signalBetweenAllLines("waits", words);
    for (Map.Entry<String, Process> keeper : keepers.entrySet()) {
      assertTrue(keeper.getValue().waitFor(30, TimeUnit.SECONDS), keeper.getKey());
      assertEquals(0, keeper.getValue().exitValue(), keeper.getKey());
      assertEquals("", Files.readString(folder.resolve(keeper.getKey() + ".said")));
    }
    assertEquals(List.of(), ours().stream().map(KeeperSignalTest::commandLine).toList());
  }

  private void signalBetweenAllLines(String end, List<String> shell) throws IOException {
    Path jstartup = folder.resolve("jstartup-" + end);
    Files.writeString(jstartup, JSTARTUP);
    assertTrue(jstartup.toFile().setExecutable(true));
    List<String> lines = script(jstartup).lines().toList();
    int first = lines.indexOf("run_supervisor() {");
    String waits = end.equals("waits") ? "  wait \"$child\"" : "  wait \"$nap\"";
    int last = lines.lastIndexOf(waits + " 2>/dev/null");
    assertTrue(first > 0 && last > first, lines.toString());
    for (int line = first; line < last; line++) {
      if (AFTER_A_CRASH.stream().anyMatch(lines.get(line)::startsWith)) {
        continue;
      }
      String name = end + "-after-line-" + (line + 1);
      List<String> all = new ArrayList<>(lines);
      all.add(line + 1, "kill -TERM $$");
      Files.write(folder.resolve(name), all);
      keepers.put(name, start(name, shell));
    }
  }

  private Process start(String name, List<String> shell) throws IOException {
    List<String> command = new ArrayList<>(shell);
    command.add(folder.resolve(name).toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("KEEPER_OF_TEST", folder.toString());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".said").toFile())
        .start();
  }

  private String script(Path jstartup) {
    BootHook hook =
        new BootHook(
            new Account(System.getProperty("user.name"), 0, 0, folder),
            folder,
            folder.resolve("home"),
            "jstartup-test",
            jstartup,
            Path.of("/usr"),
            "/usr/bin:/bin",
            false,
            Duration.ofSeconds(20));
    PlannedFile planned = Keeper.staying(hook, "test", folder.resolve("keeper"));
    return new String(new TemplateRenderer().render(planned), ISO_8859_1);
  }

  /** What the scripts have started and what runs. */
  private List<Long> ours() {
    String mark = MARK + folder + "\0";
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> read(pid, "environ").contains(mark))
        .toList();
  }

  private static String commandLine(long pid) {
    return pid + " " + read(pid, "cmdline").replace('\0', ' ');
  }

  /** Empty for a zombie, and for what has gone. */
  private static String read(long pid, String file) {
    try {
      return new String(Files.readAllBytes(Path.of("/proc", Long.toString(pid), file)), ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
