package io.jstartup.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** The two sample apps in the demo's folder: how they are looked at from outside. */
final class Samples {
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final String SHELL_SAMPLE =
      """
      #!/bin/sh
      # Says its pid, works until it is told to stop, and cleans up then.
      cd "$1" || exit 1
      trap 'echo "cleaned up" >shell.closed; exit 0' INT
      echo $$ >shell.pid.new && mv shell.pid.new shell.pid
      while :; do
        sleep 1 &
        wait $!
      done
      """;

  private final Path folder;

  Samples(Path folder) {
    this.folder = folder;
  }

  Path shellScript() throws IOException {
    return Files.writeString(folder.resolve("worker.sh"), SHELL_SAMPLE);
  }

  /** The pid that the server tells in its answer. */
  long httpPid() throws IOException, InterruptedException {
    String port = content("http.port");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
            .timeout(LONGEST)
            .build();
    String answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    return Long.parseLong(answer.replace("pid ", ""));
  }

  /** The pid that the script wrote down; it has to be alive. */
  long shellPid() throws IOException, InterruptedException {
    long pid = Long.parseLong(content("shell.pid"));
    if (!alive(pid)) {
      throw new StepFailed("the shell app (pid " + pid + ") is not alive");
    }
    return pid;
  }

  /** So that the next look waits for what the next run writes. */
  void forget() throws IOException {
    for (String file : new String[] {"http.port", "http.closed", "shell.pid", "shell.closed"}) {
      Files.deleteIfExists(folder.resolve(file));
    }
  }

  /** What an app wrote to this file; waits for it. */
  String content(String file) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() - deadline < 0) {
      Path path = folder.resolve(file);
      if (Files.exists(path) && Files.size(path) > 0) {
        return Files.readString(path).trim();
      }
      Thread.sleep(10);
    }
    throw new StepFailed("no app wrote '" + file + "' within " + LONGEST.toSeconds() + " s");
  }

  /** A zombie is dead: an app that outlived its supervisor is reaped by init, in its own time. */
  static boolean alive(long pid) throws IOException {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (NoSuchFileException noSuchProcessOrNoProc) {
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
  }
}
