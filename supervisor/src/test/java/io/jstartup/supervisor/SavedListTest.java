package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.json.Json;
import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.model.LogFiles;
import io.jstartup.model.OsText;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.os.Capability;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SavedListTest extends WithDaemon {
  private static final List<String> HOSTILE =
      List.of(
          "a b",
          "\"double\" 'single'",
          "$HOME `id` $(id) %n %s \\ \\n",
          "line one\nline two\t\u0001\u007f",
          "grüße \u4f60\u597d \ud83d\ude00",
          OsText.decode(new byte[] {(byte) 0xff, 'x', (byte) 0xc3, (byte) 0x28}),
          "",
          "x".repeat(100_000));

  private AppSpec hostile() {
    Map<String, String> env = new LinkedHashMap<>(TestDaemon.ENV);
    for (int i = 0; i < HOSTILE.size(); i++) {
      env.put("V " + i + (i == 3 ? "\n$" : ""), HOSTILE.get(i));
    }
    AppSpec app =
        daemon.app("hostile 'app' \n", "/bin/sh", List.of("-c", "while :; do sleep 0.1; done"));
    List<String> args = new ArrayList<>(app.launch().args());
    args.addAll(HOSTILE);
    return app.withLaunch(new Launch("/bin/sh", args, "none", List.of(), "/tmp", env));
  }

  private static byte[] environment(int pid) throws Exception {
    Path file = Path.of("/proc/" + pid + "/environ");
    Await.until("it has executed", () -> Files.readAllBytes(file).length > 0);
    return Files.readAllBytes(file);
  }

  @Test
  void savesInTheOrderInWhichItWasAsked() throws Exception {
    Map<String, String> env = new LinkedHashMap<>(TestDaemon.ENV);
    for (int i = 0; i < 40; i++) {
      env.put("BIG" + i, "x".repeat(100_000));
    }
    AppSpec big = daemon.app("big", "/bin/true", List.of());
    daemon.start(TestDaemon.idle(big.withLaunch(big.launch().withEnv(env)), 1));
    SupervisorClient other = another();
    int pid = daemon.pid();
    Thread slow = new Thread(() -> other.save(false));
    slow.start();
    Await.until("the slow save is under way", () -> !slow.isAlive() || hasThread(pid, "save"));
    daemon.client.delete(List.of("all"), SupervisorClient.QUIET);
    daemon.client.save(true);
    slow.join();
    other.close();
    assertEquals(List.of(), Json.parse(Files.readAllBytes(daemon.home.dump())));
  }

  private static boolean hasThread(int pid, String name) throws Exception {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return tasks.anyMatch(task -> name.equals(comm(task)));
    }
  }

  private static String comm(Path task) {
    try {
      return Files.readString(task.resolve("comm")).strip();
    } catch (IOException e) {
      return ""; // a thread that has ended
    }
  }

  @Test
  void bringsBackHostileAppsByteForByte() throws Exception {
    TestDaemon.needs(Capability.EXACT_SPAWN);
    AppSpec app = hostile();
    Outcome started = daemon.start(app);
    assertTrue(started.ok(), started.problems().toString());
    byte[] before = environment(daemon.client.list().get(0).pid());
    for (Map.Entry<String, String> variable : app.launch().env().entrySet()) {
      byte[] wanted = OsText.encode("\0" + variable.getKey() + "=" + variable.getValue() + "\0");
      byte[] padded = OsText.encode("\0" + OsText.decode(before));
      assertTrue(OsText.decode(padded).contains(OsText.decode(wanted)), variable.getKey());
    }
    assertEquals(1, daemon.client.save(false));
    daemon.client.kill(SupervisorClient.QUIET);
    daemon.launch("boot");
    int pid = daemon.client.list().get(0).pid();
    assertTrue(Arrays.equals(before, environment(pid)));
    assertEquals("hostile 'app' \n", daemon.client.list().get(0).name());
    assertEquals("/tmp", Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd")).toString());
  }

  @Test
  void bringsBackAStoppedAppStopped() throws Exception {
    daemon.start(daemon.shell("up", "exec sleep 1000"), daemon.shell("down", "exec sleep 1000"));
    daemon.client.stop(List.of("down"), SupervisorClient.QUIET);
    assertEquals(2, daemon.client.save(false));
    daemon.client.kill(SupervisorClient.QUIET);
    daemon.launch();
    assertEquals(List.of(), daemon.client.list());
    Outcome back = daemon.client.resurrect(SupervisorClient.QUIET);
    assertTrue(back.ok(), back.problems().toString());
    assertEquals("online", daemon.row("up").status());
    assertEquals("stopped", daemon.row("down").status());
    assertEquals(List.of(), daemon.client.resurrect(SupervisorClient.QUIET).processes());
  }

  @Test
  void whatIsBeingDeletedStaysListedAsItIsSaved() throws Exception {
    daemon.start(TestDaemon.idle(graceful("slow", "sleep 1"), 1));
    daemon.client.save(false);
    daemon.client.restart(List.of("slow"), SupervisorClient.QUIET);
    awaitHearing("slow");
    CompletableFuture<Outcome> delete =
        meanwhile(client -> client.delete(List.of("slow"), SupervisorClient.QUIET));
    Await.until("it is stopping", () -> daemon.row("slow").status().equals("stopping"));
    Outcome back = daemon.client.resurrect(SupervisorClient.QUIET);
    assertTrue(back.ok(), back.problems().toString());
    delete.join();
    assertEquals("stopped", daemon.row("slow").status());
    assertEquals(0, daemon.row("slow").pid());
  }

  @Test
  void bringsBackTheInstancesThatAreMissing() {
    daemon.start(daemon.shell("many", "exec sleep 1000").withInstances(4));
    daemon.client.save(false);
    daemon.client.delete(List.of("1", "3"), SupervisorClient.QUIET);
    assertEquals(2, daemon.client.resurrect(SupervisorClient.QUIET).processes().size());
    assertEquals(
        List.of(0, 1, 2, 3),
        daemon.client.list().stream().map(row -> row.number()).sorted().toList());
  }

  @Test
  void keepsTheFilesOfAnInstanceWhateverIdItGets() throws Exception {
    AppSpec app = daemon.shell("many", "exec sleep 1000");
    LogFiles apart = new LogFiles(app.logs().out(), app.logs().error(), false);
    daemon.start(
        daemon.shell("first", "exec sleep 1000"),
        app.withInstances(2).withFiles(apart, app.pidFile()));
    assertEquals(List.of("x-out-1.log", "x-out-2.log"), saved("many", "pm_out_log_path"));
    daemon.client.delete(List.of("first", "1"), SupervisorClient.QUIET);
    assertEquals(List.of("x-out-2.log"), saved("many", "pm_out_log_path"));
    daemon.client.kill(SupervisorClient.QUIET);
    daemon.launch("boot");
    assertEquals(0, daemon.row("many").id());
    assertEquals(List.of("x-out-2.log"), saved("many", "pm_out_log_path"));
    assertEquals(List.of("x-error-2.log"), saved("many", "pm_err_log_path"));
    assertEquals(List.of("x-2.pid"), saved("many", "pm_pid_path"));
    assertTrue(Files.exists(daemon.home.pids().resolve("x-2.pid")));
  }

  private List<String> saved(String name, String field) throws Exception {
    daemon.client.save(false);
    List<String> found = new ArrayList<>();
    for (Object entry : (List<?>) Json.parse(Files.readAllBytes(daemon.home.dump()))) {
      Map<?, ?> fields = (Map<?, ?>) entry;
      if (name.equals(fields.get("name"))) {
        found.add(Path.of((String) fields.get(field)).getFileName().toString());
      }
    }
    return found;
  }

  @Test
  void savesNoEmptyListUnlessForced() {
    assertThrows(ProblemsException.class, () -> daemon.client.save(false));
    assertFalse(Files.exists(daemon.home.dump()));
    assertEquals(0, daemon.client.save(true));
    assertTrue(Files.exists(daemon.home.dump()));
  }

  @Test
  void saysWhenNothingIsSaved() {
    Outcome outcome = daemon.client.resurrect(SupervisorClient.QUIET);
    assertEquals("no list is saved", outcome.problems().get(0).why());
  }

  @Test
  void listsInThePm2Shape() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    // the kernel counts a new process's memory in batches
    Await.until("its memory is counted", () -> daemon.row("web").memory() > 0);
    Object tree = Json.parse(new String(daemon.client.jlist(false), StandardCharsets.UTF_8));
    Map<?, ?> process = (Map<?, ?>) ((List<?>) tree).get(0);
    Map<?, ?> env = (Map<?, ?>) process.get("pm2_env");
    assertEquals("web", process.get("name"));
    assertEquals(0L, process.get("pm_id"));
    assertEquals((long) daemon.row("web").pid(), process.get("pid"));
    assertTrue((Long) ((Map<?, ?>) process.get("monit")).get("memory") > 0);
    assertEquals("online", env.get("status"));
    assertEquals("fork_mode", env.get("exec_mode"));
    assertEquals("/bin/sh", env.get("pm_exec_path"));
    assertEquals(0L, env.get("restart_time"));
    assertTrue((Long) env.get("pm_uptime") > 1_600_000_000_000L);
  }
}
