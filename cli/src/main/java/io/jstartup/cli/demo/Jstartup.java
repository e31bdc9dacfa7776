package io.jstartup.cli.demo;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real program, run as a user would run it, in the demo's home. */
final class Jstartup {
  /** @param output both streams */
  record Result(int exitCode, String output) {}

  private final String launcher = System.getProperty("jstartup.launcher", "jstartup");
  private final Path home;

  Jstartup(Path home) {
    this.home = home;
  }

  /** In the demo's home; anything but exit code 0 fails the step. */
  String run(String... words) throws IOException, InterruptedException {
    Result result = run(true, words);
    if (result.exitCode() != 0) {
      throw new StepFailed(
          "'jstartup "
              + String.join(" ", words)
              + "' exited with "
              + result.exitCode()
              + ":\n"
              + result.output());
    }
    return result.output();
  }

  /** In the caller's own home. */
  Result runForCaller(String... words) throws IOException, InterruptedException {
    return run(false, words);
  }

  private Result run(boolean inDemoHome, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    String javaHome = System.getProperty("java.home");
    builder.environment().remove("JSTARTUP_LAUNCHER_PID");
    builder.environment().put("JSTARTUP_JAVA_HOME", javaHome);
    if (inDemoHome) {
      builder.environment().put("JSTARTUP_HOME", home.toString());
      builder.environment().merge("PATH", javaHome + "/bin", (path, bin) -> bin + ":" + path);
    }
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
