package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.supervisor.client.SupervisorClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A supervisor in a cgroup of its own, as an init system gives it; needs root and a writable cgroup v2. */
class CgroupTest {
  @TempDir Path folder;
  private Path unit;
  private TestDaemon daemon;

  @BeforeEach
  void startDaemon() throws Exception {
    Path mount = mount();
    assumeTrue(mount != null && Files.isWritable(mount), "no writable cgroup v2");
    unit = mount.resolve("jstartup-test-" + ProcessHandle.current().pid());
    Files.createDirectory(unit);
    daemon = new TestDaemon(folder).within(unit).launch("boot");
  }

  private static Path mount() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
      if (line.contains(" - cgroup2 ")) {
        return Path.of(line.split(" ")[4]);
      }
    }
    return null;
  }

  @AfterEach
  void endDaemon() throws Exception {
    if (daemon != null) {
      daemon.close();
      Await.until("the cgroup is empty", () -> removed(unit));
    }
  }

  private static boolean removed(Path group) throws IOException {
    try (var inner = Files.list(group)) {
      for (Path each : inner.filter(Files::isDirectory).toList()) {
        removed(each);
      }
    }
    return group.toFile().delete();
  }

  private static List<String> pids(Path group) throws IOException {
    return Files.readAllLines(group.resolve("cgroup.procs"));
  }

  /** The apps' cgroups that exist. */
  private List<Path> groups() throws IOException {
    try (var inner = Files.list(unit)) {
      return inner.filter(path -> path.getFileName().toString().startsWith("app-")).toList();
    }
  }

  @Test
  void givesEachAppACgroupAndKeepsItsOwn() throws Exception {
    daemon.start(daemon.shell("a", "exec sleep 1000"), daemon.shell("b", "exec sleep 1000"));
    List<String> inGroups = new ArrayList<>();
    for (Path group : groups()) {
      inGroups.addAll(pids(group));
    }
    List<String> apps = daemon.client.list().stream().map(row -> "" + row.pid()).sorted().toList();
    assertEquals(apps, inGroups.stream().sorted().toList());
    assertEquals(List.of("" + daemon.pid()), pids(unit.resolve("supervisor")));
  }

  @Test
  void stopsWhatHasLeftItsSessionAndItsEnvironment() throws Exception {
    daemon.start(
        TestDaemon.with(
            daemon.shell(
                "tree",
                "(setsid env -i sh -c 'trap \"\" INT; echo $$ > stray; while :; do sleep 0.1; done'"
                    + " &) ; trap 'exit 0' INT; while :; do sleep 0.05; done"),
            new StopPolicy(StopSignal.SIGINT, Duration.ofMillis(400), true)));
    Path stray = daemon.home.home().resolve("stray");
    Await.until("it strays", () -> Files.exists(stray) && Files.size(stray) > 1);
    int pid = Integer.parseInt(Files.readString(stray).trim());
    assertTrue(daemon.client.stop(List.of("tree"), SupervisorClient.QUIET).ok());
    assertFalse(TestDaemon.alive(pid));
    assertEquals(List.of(), groups());
  }

  @Test
  void sparesTheChildrenWhenAskedTo() throws Exception {
    List<String> args = List.of("-c", TreeTest.FORKERS, folder.toString(), "3");
    StopPolicy alone = new StopPolicy(StopSignal.SIGTERM, Duration.ofSeconds(5), false);
    daemon.start(TestDaemon.with(daemon.app("tree", "/usr/bin/python3", args), alone));
    Await.until("all are there", () -> Files.exists(folder.resolve("ready")));
    Path group = groups().get(0);
    List<String> all = new ArrayList<>(List.of("" + daemon.row("tree").pid()));
    Await.until("each runs by itself", () -> pids(group).size() == 4 && marks().size() == 3);
    all.addAll(marks());
    assertEquals(sorted(all), sorted(pids(group)));
    assertTrue(daemon.client.stop(List.of("tree"), SupervisorClient.QUIET).ok());
    assertEquals(sorted(marks()), sorted(pids(group)));
    for (String child : marks()) {
      assertTrue(TestDaemon.alive(Integer.parseInt(child)));
      ProcessHandle.of(Long.parseLong(child)).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private static List<String> sorted(List<String> pids) {
    return pids.stream().sorted().toList();
  }

  /** The pids of the forkers that left a file. */
  private List<String> marks() {
    return List.of(folder.toFile().list((in, name) -> name.matches("\\d+")));
  }

  /** Each writes down as its first act where it is, and stays. */
  @Test
  void anAppIsInItsCgroupBeforeItsFirstInstruction() throws Exception {
    List<AppSpec> apps = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String first =
          "while read -r line; do case $line in 0::*) at=$line;; esac; done </proc/self/cgroup";
      apps.add(daemon.shell("a" + i, first + "; echo \"$at\" >" + i + "; exec sleep 1000"));
    }
    assertTrue(daemon.start(apps.toArray(AppSpec[]::new)).ok());
    for (int i = 0; i < 30; i++) {
      Path written = daemon.home.home().resolve("" + i);
      Await.until("it has written", () -> Files.exists(written) && Files.size(written) > 1);
      int pid = daemon.row("a" + i).pid();
      String seen = Files.readString(written);
      Path group = unit.resolve(seen.strip().substring(seen.lastIndexOf('/') + 1));
      assertTrue(groups().contains(group), seen);
      assertEquals(List.of("" + pid), pids(group));
    }
  }

  @Test
  void endsWhatARunLeftBeforeTheNextOneStarts() throws Exception {
    Path stray = daemon.home.home().resolve("stray");
    Path ended = daemon.home.home().resolve("ended");
    String script =
        "[ -e ended ] && exec sleep 1000; "
            + "setsid env -i sh -c 'echo $$ > stray; exec sleep 1000' & "
            + "while [ ! -s stray ]; do sleep 0.02; done; : > ended; exit 1";
    StopPolicy stop = new StopPolicy(StopSignal.SIGTERM, Duration.ofSeconds(5), true);
    daemon.start(TestDaemon.with(daemon.shell("web", script), stop));
    Await.until("it ended", () -> Files.exists(ended));
    int pid = Integer.parseInt(Files.readString(stray).trim());
    Await.until("it runs again", () -> daemon.row("web").restarts() == 1);
    Await.until("it is online", () -> daemon.row("web").status().equals("online"));
    assertFalse(TestDaemon.alive(pid));
  }

  @Test
  void removesTheCgroupOfAnAppThatEndedWithIt() throws Exception {
    daemon.start(TestDaemon.with(daemon.shell("web", "exit 3"), TestDaemon.onceOnly()));
    Await.until("it ended", () -> daemon.row("web").status().equals("stopped"));
    assertTrue(daemon.client.delete(List.of("web"), SupervisorClient.QUIET).ok());
    assertEquals(List.of(), groups());
  }

  @Test
  void leavesNoSurvivorOf400DaemonsOfAnApp() throws Exception {
    List<String> args = List.of("-c", TreeTest.FORKERS, folder.toString(), "400");
    daemon.start(daemon.app("tree", "/usr/bin/python3", args));
    Await.until("all are there", () -> Files.exists(folder.resolve("ready")));
    Path group = groups().get(0);
    Await.until("each runs by itself", () -> pids(group).size() == 401);
    List<String> pids = pids(group);
    assertTrue(daemon.client.stop(List.of("tree"), SupervisorClient.QUIET).ok());
    assertFalse(pids.stream().map(Integer::parseInt).anyMatch(TestDaemon::alive));
    assertEquals(List.of(), groups());
  }

  @Test
  void adoptsWithTheCgroupAndStopsByIt() throws Exception {
    daemon.start(daemon.shell("a", "exec sleep 1000"));
    int pid = daemon.row("a").pid();
    daemon.kill9();
    daemon.launch("boot");
    assertEquals(pid, daemon.row("a").pid());
    assertTrue(pids(groups().get(0)).contains("" + pid));
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    Await.until("it runs again", () -> daemon.row("a").restarts() == 1);
    assertTrue(pids(groups().get(0)).contains("" + daemon.row("a").pid()));
  }
}
