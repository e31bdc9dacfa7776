package io.jstartup.tests.cli;

import io.jstartup.dump.json.Json;
import io.jstartup.tests.rig.Output;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built program, through its launcher, with a home of its own. Closing it ends all that it started. */
public final class Jstartup implements AutoCloseable {
  private final Path launcher;
  final Path folder;
  final Map<String, String> env = new LinkedHashMap<>();

  /** With the distribution that the build has made. */
  public Jstartup(Path folder) {
    this(folder, distribution().resolve("bin/jstartup"));
  }

  Jstartup(Path folder, Path launcher) {
    this.folder = folder;
    this.launcher = launcher;
    env.put("PATH", System.getenv("PATH"));
    env.put("HOME", folder.toString());
    env.put("JSTARTUP_HOME", home().toString());
    env.put("LANG", "C.UTF-8");
  }

  static Path distribution() {
    return Path.of(System.getProperty("jstartup.distribution")).normalize();
  }

  public Path home() {
    return folder.resolve("home");
  }

  public Output run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(words));
    return run(command);
  }

  /** Any command line, with this environment and no other. */
  public Output run(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(env);
    builder.redirectInput(new File("/dev/null"));
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " takes more than 120 s");
    }
    return new Output(process.exitValue(), text(out), text(err));
  }

  /** The entries of jlist. */
  public List<Map<?, ?>> list() throws IOException, InterruptedException {
    List<Map<?, ?>> entries = new ArrayList<>();
    for (Object entry : (List<?>) Json.parse(run("jlist").expect(0).stdout())) {
      entries.add((Map<?, ?>) entry);
    }
    return entries;
  }

  /** The pids that run under this name. */
  public List<Long> pids(String name) throws IOException, InterruptedException {
    return list().stream()
        .filter(entry -> name.equals(entry.get("name")))
        .map(entry -> (Long) entry.get("pid"))
        .toList();
  }

  public long supervisorPid() throws IOException {
    return Long.parseLong(Files.readString(home().resolve("pm2.pid")).trim());
  }

  private static String text(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Files.delete(file);
    return text;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("kill");
  }
}
