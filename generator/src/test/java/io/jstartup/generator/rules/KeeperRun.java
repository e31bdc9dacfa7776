package io.jstartup.generator.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The script of a hook, run as whoever runs the test, with a stand-in for jstartup that writes down what it was given. */
final class KeeperRun {
  static final String USER_HOME = "/srv/100% of \"it\"";
  static final String HOME = "/srv/it's a\\b $HOME ${x} $& $1 \\1 `id` ;&|<>()*?[]#~!";
  static final String JAVA_HOME = "/opt/java 17 $(id)";
  static final String PATH = "/usr/bin:/bin:/opt/java 17/bin";

  /** Ends as one that was told to. When the keeper's end is quicker than its own, something follows that is of no interest. */
  private static final String JSTARTUP =
      """
      #!/bin/sh
      if [ -e 'RESULT' ]; then exit 0; fi
      cp /proc/$$/environ 'RESULT.new'
      echo "$*" >'RESULT.words'
      mv 'RESULT.new' 'RESULT'
      """;

  private KeeperRun() {}

  /** The variables that jstartup has below the hook's script of this init system. */
  static Map<String, String> environment(Hooks hooks, Path parent, String id)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(parent, "run");
    Path result = folder.resolve("result");
    Path launcher = folder.resolve("my $tools 100% it`s");
    Files.writeString(launcher, JSTARTUP.replace("RESULT", result.toString()));
    assertTrue(launcher.toFile().setExecutable(true));
    Path script = folder.resolve("keeper");
    Files.writeString(script, hooks.render(id, hook(folder, launcher)).keeper());
    ProcessBuilder builder = new ProcessBuilder("sh", script.toString());
    builder.environment().put("JSTARTUP_HOME", "/somebody/else's");
    builder.environment().put("HOME", "/root");
    Process keeper =
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile()).start();
    try {
      awaitFile(result, folder.resolve("said"));
    } finally {
      keeper.destroy(); // ends what it has started, which a SIGKILL would leave behind
      assertTrue(keeper.waitFor(30, TimeUnit.SECONDS));
    }
    String words = Files.readString(folder.resolve("result.words")).strip();
    assertEquals("daemon --boot " + id, words);
    return variables(Files.readAllBytes(result));
  }

  private static BootHook hook(Path folder, Path launcher) {
    return new BootHook(
        new Account(System.getProperty("user.name"), 0, 0, folder),
        Path.of(USER_HOME),
        Path.of(HOME),
        "jstartup-" + folder.getFileName(),
        launcher,
        Path.of(JAVA_HOME),
        PATH,
        false,
        Duration.ofSeconds(1));
  }

  private static void awaitFile(Path file, Path said) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (!Files.exists(file)) {
      boolean patient = System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(30);
      String text = Files.readString(said);
      assertTrue(patient, () -> "jstartup was not run: " + text);
      Thread.sleep(20);
    }
  }

  private static Map<String, String> variables(byte[] block) {
    Map<String, String> variables = new TreeMap<>();
    for (String variable : new String(block, UTF_8).split("\0")) {
      String[] parts = variable.split("=", 2);
      variables.put(parts[0], parts[1]);
    }
    return variables;
  }
}
