package io.jstartup.tests.fidelity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.json.Json;
import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.Distribution;
import io.jstartup.tests.rig.LocalProcesses;
import io.jstartup.tests.rig.MachineProcess;
import io.jstartup.tests.rig.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code exec}: one app in the foreground, with the supervisor's semantics and no supervisor of the home. */
final class RunnerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LASTING =
      "trap 'echo stopping; sleep 0.3; exit 7' INT; echo up; while :; do sleep 0.1; done";

  private LocalHome home;

  @BeforeEach
  void makeHome() throws IOException {
    home = new LocalHome();
  }

  @AfterEach
  void endAll() throws IOException {
    for (MachineProcess process : running()) {
      home.run(Map.of(), "kill", "-9", Integer.toString(process.pid()));
    }
    home.close();
  }

  @Test
  void itsExitCodeIsTheAppsOnceThatHasEndedForGood() throws IOException {
    assertEquals(7, exec(spec("echo ran; exit 7", Map.of("autorestart", false))).exitCode());
    assertEquals("ran\n", said());
    Path crashing = spec("echo again; exit 5", Map.of("max_restarts", 3L));
    assertEquals(5, exec(crashing).exitCode());
    assertEquals("ran\nagain\nagain\nagain\n", said());
    exec(crashing, "--settle").expect(0);
  }

  /** For {@code native install}: an app that begins and ends is no failure, one that can't begin is. */
  @Test
  void itLeavesWordOfHowTheFirstStartWent() throws IOException {
    Path state = Files.createDirectory(home.folder().resolve("state"));
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));
    Path began = state.resolve("began");
    for (Map<String, Object> fields :
        List.<Map<String, Object>>of(Map.of("autorestart", false), Map.of("max_restarts", 2L))) {
      assertEquals(7, exec(spec("exit 7", fields), "--home", state.toString()).exitCode());
      assertEquals("", Files.readString(began));
      Files.delete(began);
    }
    String gone = home.folder().resolve("gone").toString();
    exec(spec("echo ran", Map.of("pm_cwd", gone)), "--home", state.toString(), "--settle")
        .expect(0);
    assertTrue(Files.readString(began).contains(gone), () -> text(began));
    assertEquals("", said());
  }

  @Test
  void sigtermStopsTheAppByItsOwnSignal() throws Exception {
    Process runner = begin(spec(LASTING, Map.of()));
    Await.until("the app", PATIENCE, () -> said().equals("up\n"));
    runner.destroy();
    assertEquals(7, runner.waitFor());
    assertEquals("up\nstopping\n", said());
    assertEquals(List.of(), running());
  }

  @Test
  void aSuccessorAdoptsTheApp() throws Exception {
    Path spec = spec(LASTING, Map.of());
    Process crashed = begin(spec);
    Await.until("the app", PATIENCE, () -> said().equals("up\n"));
    MachineProcess app = running().get(0);
    crashed.destroyForcibly().waitFor();
    Process successor = begin(spec);
    Path log = home.folder().resolve("runner.log");
    Await.until("the adoption", PATIENCE, () -> text(log).contains("took over"));
    assertTrue(app.sameRun(running().get(0)));
    successor.destroy();
    successor.waitFor();
    assertEquals("up\nstopping\n", said());
  }

  /** What it wrote down in its home outlasts a power cut; the pid, and maybe the time after boot too, are another's then. */
  @Test
  void aStrangerWhoHasTheAppsNumberAfterAPowerCutIsLeftAlone() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "4711").start();
    try {
      String number = "\"pid\":" + stranger.pid();
      String tick = "\"startTime\":" + startTime(stranger.pid());
      String otherBoot = "\"boot\":\"3b0e7d5a-0000-4000-8000-000000000001\"";
      startsAnewAfter(live -> live.replaceAll("\"pid\":\\d+", number));
      startsAnewAfter(
          live ->
              live.replaceAll("\"pid\":\\d+", number)
                  .replaceAll("\"startTime\":\\d+", tick)
                  .replaceAll("\"boot\":\"[^\"]*\"", otherBoot));
      assertTrue(stranger.isAlive());
    } finally {
      stranger.destroyForcibly();
    }
  }

  /** Of the process's record; proc_pid_stat(5), 22. */
  private static String startTime(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
  }

  /** The app and its runner die, and what that had written down becomes something else. */
  private void startsAnewAfter(UnaryOperator<String> change) throws Exception {
    Files.deleteIfExists(out());
    Path spec = spec(LASTING, Map.of());
    Process crashed = begin(spec);
    Await.until("the app", PATIENCE, () -> said().equals("up\n"));
    crashed.destroyForcibly().waitFor();
    home.run(Map.of(), "kill", "-9", Integer.toString(running().get(0).pid())).expect(0);
    Path live = liveState();
    Files.writeString(live, change.apply(Files.readString(live)));

    Process successor = begin(spec);
    Await.until("the app once more", PATIENCE, () -> said().equals("up\nup\n"));
    assertEquals(1, running().size());
    successor.destroy();
    successor.waitFor();
    assertEquals("up\nup\nstopping\n", said());
  }

  private Path liveState() throws IOException {
    try (Stream<Path> files = Files.walk(home.folder())) {
      return files.filter(file -> file.endsWith("live.state")).findFirst().orElseThrow();
    }
  }

  @Test
  void aFileThatOthersCanReadIsRefused() throws IOException {
    Path spec = spec("echo ran", Map.of());
    Files.setPosixFilePermissions(spec, PosixFilePermissions.fromString("rw-r--r--"));
    Output refused = exec(spec);
    assertEquals(1, refused.exitCode());
    assertTrue(refused.stderr().contains("chmod 600"), refused.toString());
    assertEquals("", said());
  }

  @Test
  void aFileThatIsNotThereOrNoEntryIsSaidSo() throws IOException {
    Output missing = exec(home.folder().resolve("missing.json"));
    assertEquals(1, missing.exitCode());
    assertTrue(missing.stderr().contains("there is no such file"), missing.toString());
    Path torn = spec("echo ran", Map.of());
    Files.writeString(torn, "{\"name\":1");
    Output refused = exec(torn);
    assertEquals(1, refused.exitCode());
    assertTrue(refused.stderr().contains("it is no JSON"), refused.toString());
    assertTrue(refused.stderr().contains("one entry of the saved list"), refused.toString());
    assertEquals("", said());
  }

  private Path spec(String script, Map<String, Object> fields) throws IOException {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", "one");
    entry.put("unique_id", "3b0e7d5a-0000-4000-8000-000000000000");
    entry.put("pm_exec_path", "/bin/bash");
    entry.put("args", List.of("-c", script));
    entry.put("exec_interpreter", "none");
    entry.put("exec_mode", "fork_mode");
    entry.put("pm_cwd", home.folder().toString());
    entry.put("pm_out_log_path", out().toString());
    entry.put("pm_err_log_path", out().toString());
    entry.put("pm_pid_path", home.folder() + "/pid");
    entry.put("status", "online");
    entry.put("kill_timeout", 20_000L); // however busy the machine is
    entry.put("env", Map.of("PATH", "/usr/bin:/bin", "MARK", home.folder().toString()));
    entry.putAll(fields);
    Path file = home.folder().resolve("spec.json");
    Files.write(file, Json.compact(entry));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private Output exec(Path spec, String... options) {
    List<String> words = new ArrayList<>(List.of("exec"));
    words.addAll(List.of(options));
    words.add(spec.toString());
    return home.jstartup(words.toArray(String[]::new));
  }

  /** The launcher becomes the runner. */
  private Process begin(Path spec) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Distribution.program().toString(), "exec", spec.toString());
    builder.environment().clear();
    builder.environment().put("HOME", home.folder().toString());
    builder.environment().put("PATH", System.getenv("PATH"));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(home.folder().resolve("runner.log").toFile()))
        .start();
  }

  /** A shell is two of its kind while it starts a program. */
  private List<MachineProcess> running() {
    List<MachineProcess> found =
        LocalProcesses.all().stream()
            .filter(process -> process.environment().contains("MARK=" + home.folder()))
            .filter(process -> process.argv().get(0).equals("/bin/bash"))
            .toList();
    Set<Integer> pids = found.stream().map(MachineProcess::pid).collect(Collectors.toSet());
    return found.stream().filter(process -> !pids.contains(process.parent())).toList();
  }

  private Path out() {
    return home.folder().resolve("out");
  }

  private String said() {
    return text(out());
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? new String(Files.readAllBytes(file), UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
