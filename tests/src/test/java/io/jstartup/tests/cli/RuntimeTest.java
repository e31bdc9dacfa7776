package io.jstartup.tests.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.Distribution;
import io.jstartup.tests.rig.NeedsDocker;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** {@code runtime} as the first process of a container. */
@NeedsDocker
final class RuntimeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Says what it was started with, leaves an orphan that dies, and takes its time to stop. */
  private static final String APP =
      """
      import os, signal, sys, time
      print("LC_ALL is", os.environ.get("LC_ALL"), flush=True)
      print("JAVA_TOOL_OPTIONS is", os.environ.get("JAVA_TOOL_OPTIONS"), flush=True)
      print("to stderr", file=sys.stderr, flush=True)
      if os.fork() == 0:
          if os.fork() == 0:
              time.sleep(0.3)
          os._exit(0)
      os.wait()
      try:
          time.sleep(9000)
      except KeyboardInterrupt:
          print("stopping", flush=True)
          time.sleep(1)
          print("stopped", flush=True)
      """;

  private static final String PROCESS_FILE =
      """
      module.exports = { apps: [
        { name: "app", script: "app.py", kill_timeout: 5000 },
        { name: "other", script: "app.py", kill_timeout: 5000 },
      ] }
      """;

  /** One that has ended, however it did, was started: this may look late. */
  private static final class MayHaveEnded extends StartupCheckStrategy {
    @Override
    public StartupStatus checkStartupState(DockerClient docker, String container) {
      return StartupStatus.SUCCESSFUL;
    }
  }

  private GenericContainer<?> container;

  @SuppressWarnings("resource") // ended after the test
  private void run(Map<String, String> files, String... words) {
    StringBuilder script =
        new StringBuilder("cd /opt && tar -xzf jstartup.tar.gz --no-same-owner && cd /app");
    script.append(" && exec /opt/jstartup-*/bin/jstartup runtime");
    for (String word : words) {
      script.append(" '").append(word).append('\'');
    }
    container =
        new GenericContainer<>(DockerImageName.parse("jstartup-rig/base:latest"))
            .withImagePullPolicy(name -> false)
            .withNetworkMode("none")
            .withStartupCheckStrategy(new MayHaveEnded())
            .withEnv("JAVA_TOOL_OPTIONS", "-Dapps=wish")
            .withCopyFileToContainer(
                MountableFile.forHostPath(Distribution.tarball()), "/opt/jstartup.tar.gz")
            .withCopyToContainer(Transferable.of(APP), "/app/app.py")
            .withCommand("sh", "-euc", script.toString());
    files.forEach(
        (path, text) -> container.withCopyToContainer(Transferable.of(text.getBytes(UTF_8)), path));
    container.start();
  }

  @AfterEach
  void end() {
    if (container != null) {
      container.stop();
    }
  }

  private int exitCode() {
    return container
        .getDockerClient()
        .waitContainerCmd(container.getContainerId())
        .exec(new WaitContainerResultCallback())
        .awaitStatusCode(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private int stop() {
    container
        .getDockerClient()
        .killContainerCmd(container.getContainerId())
        .withSignal("TERM")
        .exec();
    return exitCode();
  }

  private long shown(String line) {
    return container.getLogs().lines().filter(line::equals).count();
  }

  private void awaitShown(String line, int times) {
    Await.until(times + " times '" + line + "'", PATIENCE, () -> shown(line) == times);
  }

  private String inside(String script) throws IOException, InterruptedException {
    return container.execInContainer("sh", "-c", script).getStdout().strip();
  }

  @Test
  void startsAProcessFileShowsWhatTheAppsWriteAndStopsThemInOrder() throws Exception {
    run(Map.of("/app/ecosystem.config.js", PROCESS_FILE), "start", "ecosystem.config.js");
    awaitShown("LC_ALL is None", 2);
    awaitShown("JAVA_TOOL_OPTIONS is -Dapps=wish", 2);
    awaitShown("to stderr", 2);
    assertEquals("java", inside("cat /proc/1/comm"));
    assertEquals("2", inside("/opt/jstartup-*/bin/jstartup list | grep -c online"));
    Await.until("no zombies", PATIENCE, () -> zombies().isEmpty());
    assertEquals(0, stop());
    assertEquals(2, shown("stopping"));
    assertEquals(2, shown("stopped"));
  }

  private String zombies() {
    try {
      return inside("grep -l '^State:.Z' /proc/[0-9]*/status");
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void bringsTheSavedListBackAndDoesNotWriteIt() throws Exception {
    String dump =
        """
        [{"name": "saved", "pm_exec_path": "/app/app.py", "pm_cwd": "/app",
          "exec_interpreter": "python3", "kill_timeout": 5000, "env": {"PATH": "/usr/bin:/bin"},
          "pm_out_log_path": "/root/.jstartup/logs/out.log",
          "pm_err_log_path": "/root/.jstartup/logs/err.log"}]
        """;
    run(Map.of("/root/.jstartup/dump.pm2", dump));
    awaitShown("to stderr", 1);
    inside("/opt/jstartup-*/bin/jstartup start 'sleep 9000' --name more");
    assertEquals(0, stop());
    assertEquals(1, shown("stopped"));
    assertEquals(
        dump,
        container.copyFileFromContainer(
            "/root/.jstartup/dump.pm2", in -> new String(in.readAllBytes(), UTF_8)));
  }

  @Test
  void endsWithTheApps() {
    run(Map.of(), "echo done; exit 0", "--no-autorestart");
    assertEquals(0, exitCode());
    awaitShown("done", 1);
    container.stop();
    run(Map.of(), "echo failed; exit 3", "--max-restarts", "1");
    assertEquals(2, exitCode());
    assertTrue(shown("failed") >= 1);
  }
}
