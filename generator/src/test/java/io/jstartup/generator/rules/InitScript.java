package io.jstartup.generator.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An init script, run in a folder in place of a machine, with a stand-in for the script that it starts. */
final class InitScript {
  private final Path folder;
  private final Path script;

  InitScript(Path parent, String text) throws IOException {
    folder = Files.createTempDirectory(parent, "script");
    script = folder.resolve("script");
    write("keeper", "#!/bin/sh\ntrap 'exit 0' TERM\nwhile :; do sleep 0.1; done\n");
    write(
        "script",
        text.replace("/etc/jstartup/jstartup-www", folder + "/keeper")
            .replace("/var/run/", folder + "/run/")
            .replace("/var/lock/subsys/", folder + "/lock/"));
    Files.createDirectory(folder.resolve("run"));
    Files.createDirectory(folder.resolve("lock"));
  }

  private void write(String name, String text) throws IOException {
    assertTrue(Files.writeString(folder.resolve(name), text).toFile().setExecutable(true));
  }

  /** The exit code. */
  int run(String verb) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", script.toString(), verb)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), verb);
    if (verb.equals("start") && process.exitValue() == 0) {
      await(1);
    }
    return process.exitValue();
  }

  private void await(int running) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (running() != running) {
      assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(30), "not " + running);
      Thread.sleep(20);
    }
  }

  /** From here on there is no place for a pid file. */
  void forbidPidFile() throws IOException {
    Files.delete(folder.resolve("run"));
  }

  /** Ends what was started, as a crash does. */
  void kill() throws IOException, InterruptedException {
    keepers("pkill", "-KILL");
    await(0);
  }

  /** How many of what it starts there are. */
  int running() throws IOException, InterruptedException {
    return (int) keepers("pgrep").lines().count();
  }

  private String keepers(String... command) throws IOException, InterruptedException {
    String[] words = new String[command.length + 2];
    System.arraycopy(command, 0, words, 0, command.length);
    words[command.length] = "-f";
    words[command.length + 1] = "^/bin/sh " + folder + "/keeper$";
    Process process = new ProcessBuilder(words).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said;
  }
}
