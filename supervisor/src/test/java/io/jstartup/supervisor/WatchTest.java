package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.model.LogFiles;
import io.jstartup.model.WatchPolicy;
import io.jstartup.model.exec.EnvironmentChange;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.StartMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchTest extends WithDaemon {
  private static final String IDLE = "exec sleep 1000";

  private Path project;
  private int watched;

  @BeforeEach
  void makeProject() throws Exception {
    project = Files.createDirectory(folder.resolve("project")).toRealPath();
  }

  private static WatchPolicy watching(String... paths) {
    return new WatchPolicy(
        true, List.of(paths), Optional.empty(), Duration.ZERO, List.of(), Map.of());
  }

  private AppSpec app(String script, WatchPolicy policy) {
    AppSpec app = daemon.shell("web", script).withWatch(policy);
    Launch here =
        new Launch(
            "/bin/sh",
            List.of("-c", script),
            Launch.NO_INTERPRETER,
            List.of(),
            project.toString(),
            TestDaemon.ENV);
    return app.withLaunch(here);
  }

  private void start(AppSpec app) throws Exception {
    assertTrue(daemon.start(app).ok());
    awaitWatching();
  }

  /** Until one more watch is set up. */
  private void awaitWatching() throws Exception {
    watched++;
    Await.until("it is watched", () -> count("): watching ") >= watched);
  }

  private int count(String words) throws IOException {
    return daemon.log().split(Pattern.quote(words), -1).length - 1;
  }

  private Path write(String file) throws IOException {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, "x" + System.nanoTime());
  }

  /** A change of this file is the one and only reason of one restart. */
  private void restartsFor(String file) throws Exception {
    int before = daemon.row("web").restarts();
    atOnce(() -> write(file));
    Await.until("it is restarted", () -> daemon.row("web").restarts() > before);
    Await.until("it runs", () -> daemon.row("web").status().equals("online"));
    assertEquals(before + 1, daemon.row("web").restarts());
    assertTrue(daemon.log().contains("restarting: '" + file + "' changed"), daemon.log());
  }

  @Test
  void restartsOnceForAStormAmong5000Files() throws Exception {
    for (int i = 0; i < 5000; i++) {
      write("src/" + i % 250 + "/" + i + ".js");
    }
    start(app(IDLE, watching()));
    assertTrue(daemon.log().contains("watching 252 folders"), daemon.log());
    int pid = daemon.row("web").pid();
    atOnce(
        () -> {
          for (int i = 0; i < 5000; i++) {
            write("src/" + i % 250 + "/" + i + ".js");
          }
        });
    Await.until("it is restarted", () -> daemon.row("web").restarts() > 0);
    assertFalse(TestDaemon.alive(pid));
    restartsFor("src/7/7.js");
    assertEquals(2, daemon.row("web").restarts());
  }

  @Test
  void restartsOnceForMoreChangesInOneFolderThanTheSystemTellsOf() throws Exception {
    start(app(IDLE, watching()));
    atOnce(
        () -> {
          for (int i = 0; i < 3000; i++) {
            write("file" + i);
          }
        });
    Await.until("it is restarted", () -> daemon.row("web").restarts() > 0);
    restartsFor("last");
    assertEquals(2, daemon.row("web").restarts());
  }

  @Test
  void picksUpNewFoldersAndFollowsMovedOnes() throws Exception {
    start(app(IDLE, watching()));
    int before = daemon.row("web").restarts();
    atOnce(() -> write("new/deep/er/a.js"));
    Await.until("it is restarted", () -> daemon.row("web").restarts() > before);
    restartsFor("new/deep/er/b.js");
    Files.move(project.resolve("new"), project.resolve("moved"));
    Await.until("it is restarted", () -> daemon.row("web").restarts() == 3);
    restartsFor("moved/deep/er/b.js");
    Files.move(project.resolve("moved"), folder.resolve("away"));
    Await.until("it is restarted", () -> daemon.row("web").restarts() == 5);
    Files.writeString(folder.resolve("away/deep/er/b.js"), "not ours any more");
    restartsFor("other.js");
  }

  @Test
  void takesNoNoteOfDotFilesNodeModulesAndItsOwnLogs() throws Exception {
    Files.createDirectories(project.resolve("node_modules/x"));
    Files.createDirectories(project.resolve(".git"));
    AppSpec app = app("echo started; while :; do echo; sleep 0.05; done", watching());
    LogFiles logs =
        new LogFiles(
            project.resolve("out.log").toString(), project.resolve("err.log").toString(), true);
    start(app.withFiles(logs, project.resolve("web.pid").toString()));
    write(".git/HEAD");
    write(".env");
    write("node_modules/x/index.js");
    write("node_modules/y/index.js");
    restartsFor("a.js");
    assertEquals(1, count("restarting"), daemon.log());
  }

  @Test
  void ignoresWhatItIsToldToAndWatchesOnlySomeKinds() throws Exception {
    WatchPolicy policy =
        new WatchPolicy(
            true,
            List.of(),
            Optional.of(List.of("build", "*.tmp")),
            Duration.ofMillis(300),
            List.of("js", "json"),
            Map.of());
    start(app(IDLE, policy));
    for (String file : List.of("build/a.js", "src/a.tmp", "readme.md", "src/js", "new/x.md")) {
      write(file);
    }
    restartsFor("src/a.js");
    restartsFor("new/b.json");
    assertEquals(2, count("restarting"), daemon.log());
  }

  @Test
  void watchesSinglePathsThoughTheyAreReplacedOrMissing() throws Exception {
    write("conf.json");
    write("beside");
    start(app(IDLE, watching("conf.json", "later/conf", "dist")));
    write("beside");
    Files.move(
        write("conf.new"), project.resolve("conf.json"), StandardCopyOption.REPLACE_EXISTING);
    Await.until("it is restarted", () -> daemon.row("web").restarts() == 1);
    atOnce(() -> write("dist/a.js"));
    Await.until("it is restarted", () -> daemon.row("web").restarts() == 2);
    restartsFor("dist/b.js");
    assertFalse(daemon.log().contains("'beside' changed"));
  }

  @Test
  void followsLinksToFoldersUnlessToldNotTo() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createSymbolicLink(project.resolve("link"), elsewhere);
    Files.createSymbolicLink(elsewhere.resolve("circle"), project);
    start(app(IDLE, watching()));
    restartsFor("link/a.js");
    WatchPolicy unfollowed =
        new WatchPolicy(
            true,
            List.of(),
            Optional.empty(),
            Duration.ZERO,
            List.of(),
            Map.of("followSymlinks", false));
    daemon.client.start(List.of(app(IDLE, unfollowed)), StartMode.FILE, SupervisorClient.QUIET);
    awaitWatching();
    int restarts = daemon.row("web").restarts();
    write("link/a.js");
    restartsFor("b.js");
    assertEquals(restarts + 1, daemon.row("web").restarts());
  }

  @Test
  void watchesNothingWhileStoppedAndAgainOnceStarted() throws Exception {
    start(app(IDLE, watching()));
    daemon.client.stop(List.of("web"), SupervisorClient.QUIET);
    write("a.js");
    daemon.client.restart(List.of("web"), SupervisorClient.QUIET);
    awaitWatching();
    assertEquals(0, count("changed"));
    restartsFor("a.js");
  }

  @Test
  void bringsBackWhatCrashedOnceItsFilesChange() throws Exception {
    start(app("[ -e fixed ] || exit 1; " + IDLE, watching()));
    Await.until("it is given up", () -> daemon.row("web").status().equals("errored"));
    write("fixed");
    Await.until("it runs", () -> daemon.row("web").status().equals("online"));
  }

  private void stopAndChange() throws Exception {
    assertTrue(daemon.client.stop(List.of("web"), SupervisorClient.QUIET).ok());
    write("fixed");
    start(app(IDLE, watching()).withName("other"));
    atOnce(() -> write("later"));
    Await.until("other is restarted", () -> daemon.row("other").restarts() > 0);
    assertEquals("stopped", daemon.row("web").status());
  }

  @Test
  void leavesAloneWhatWasStoppedAfterItWasGivenUp() throws Exception {
    start(app("[ -e fixed ] || exit 1; " + IDLE, watching()));
    Await.until("it is given up", () -> daemon.row("web").status().equals("errored"));
    stopAndChange();
  }

  @Test
  void leavesAloneWhatWasStoppedAfterItHadEndedAndNotWhatOnlyEnded() throws Exception {
    start(TestDaemon.with(app("exit 0", watching()), TestDaemon.onceOnly()));
    Await.until("it ended", () -> daemon.row("web").status().equals("stopped"));
    int pid = daemon.row("web").pid();
    atOnce(() -> write("a.js"));
    Await.until("it ran again", () -> count("started, pid") == 2);
    Await.until("it ended", () -> daemon.row("web").status().equals("stopped"));
    assertEquals(pid, daemon.row("web").pid());
    stopAndChange();
    assertEquals(3, count("started, pid") - daemon.row("other").restarts(), daemon.log());
  }

  @Test
  void turnsWatchingOffAndOn() throws Exception {
    start(app(IDLE, watching()));
    assertTrue(daemon.client.stopWatched(List.of("web"), SupervisorClient.QUIET).ok());
    daemon.client.restart(List.of("web"), SupervisorClient.QUIET);
    write("a.js");
    daemon.client.restart(List.of("web"), SupervisorClient.QUIET);
    assertEquals(0, count("changed"));
    assertTrue(turnOver(EnvironmentChange.NONE).ok());
    awaitWatching();
    restartsFor("a.js");
  }

  private Outcome turnOver(EnvironmentChange environment) {
    return daemon.client.restart(
        List.of("web"), Map.of(), true, environment, SupervisorClient.QUIET);
  }

  @Test
  void aRestartThatIsRefusedTurnsNothingOver() throws Exception {
    start(app(IDLE, watching()));
    EnvironmentChange none = new EnvironmentChange(Optional.empty(), Optional.of("nope"));
    assertFalse(turnOver(none).ok());
    atOnce(() -> write("a.js"));
    Await.until("it is still watched", () -> count("restarting: ") == 1);
  }
}
