package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.model.LogFiles;
import io.jstartup.model.WatchPolicy;
import io.jstartup.supervisor.client.SupervisorClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A watched app isn't restarted by what is written for it, whichever way that is reached, and its folder may be another one. */
class OwnFilesTest extends WithDaemon {
  private static final String CHATTY = "echo started; while :; do echo; sleep 0.05; done";

  private Path project;

  @BeforeEach
  void makeProject() throws Exception {
    project = Files.createDirectory(folder.resolve("project")).toRealPath();
  }

  /** Watches its folder; nothing but what is its own is ignored. */
  private AppSpec app(String script, Path cwd, Path log) {
    List<String> args = List.of("-c", script);
    WatchPolicy all =
        new WatchPolicy(
            true, List.of(), Optional.of(List.of()), Duration.ZERO, List.of(), Map.of());
    return daemon
        .shell("web", script)
        .withLaunch(
            new Launch(
                "/bin/sh", args, Launch.NO_INTERPRETER, List.of(), cwd.toString(), TestDaemon.ENV))
        .withFiles(
            new LogFiles(log.toString(), log.resolveSibling("err.log").toString(), true),
            log.resolveSibling("web.pid").toString())
        .withWatch(all);
  }

  private int count(String words) throws IOException {
    return daemon.log().split(Pattern.quote(words), -1).length - 1;
  }

  private void start(AppSpec app) throws Exception {
    assertTrue(daemon.start(app).ok());
    awaitWatching(1);
  }

  private void awaitWatching(int times) throws Exception {
    Await.until("it is watched", () -> count("): watching ") >= times);
  }

  private void restartsFor(Path file) throws Exception {
    int before = count("changed");
    Files.writeString(file, "x" + System.nanoTime());
    Await.until("it is restarted", () -> count("changed") > before);
    Await.until("it runs", () -> daemon.row("web").status().equals("online"));
  }

  /** A change that counts is the only one, though its restart writes all that is its own again. */
  private void onlyCounts(Path file) throws Exception {
    restartsFor(file);
    Files.writeString(file, "once more, after it has written again");
    Await.until("it is restarted again", () -> daemon.row("web").restarts() > 1);
    String name = "'" + file.getFileName() + "' changed";
    assertEquals(count(name), count("changed"), daemon.log());
  }

  @Test
  void itsLogsAreLinkedIntoItsFolder() throws Exception {
    Path shared = Files.createDirectory(folder.resolve("shared")).toRealPath();
    Files.createSymbolicLink(project.resolve("log"), shared);
    start(app(CHATTY, project, shared.resolve("out.log")));
    onlyCounts(project.resolve("a.js"));
  }

  @Test
  void itsFolderIsALink() throws Exception {
    Path current = Files.createSymbolicLink(folder.resolve("current"), project);
    Files.createDirectory(project.resolve("log"));
    start(app(CHATTY, current, project.resolve("log/out.log")));
    onlyCounts(project.resolve("a.js"));
  }

  @Test
  void itsLogIsALinkToAFileBesideIt() throws Exception {
    Path log = project.resolve("out.log");
    Files.createSymbolicLink(log, Files.createFile(project.resolve("today.log")));
    start(app(CHATTY, project, log));
    onlyCounts(project.resolve("a.js"));
  }

  @Test
  void theHomeIsLinkedIntoItsFolder() throws Exception {
    Files.createSymbolicLink(project.resolve("state"), daemon.home.home());
    start(app(CHATTY, project, daemon.home.logs().resolve("out.log")));
    onlyCounts(project.resolve("a.js"));
  }

  @Test
  void itsLogIsRotated() throws Exception {
    Path log = project.resolve("out.log");
    start(app("exec sleep 1000", project, log));
    for (String name :
        List.of(
            "out__2026-11-22_10-00-00.log",
            ".out__2026-11-22_10-00-00.log.part",
            "out__2026-11-22_10-00-00_001.log.gz",
            ".out__2026-11-22_10-00-00_001.log.gz.part",
            "err__22.11.log",
            ".web-0.pid.0123456789abcdef.tmp")) {
      Files.writeString(project.resolve(name), "x");
    }
    onlyCounts(project.resolve("a.js"));
    restartsFor(project.resolve("out__of_date.log"));
    restartsFor(project.resolve("out__2026.js"));
  }

  @Test
  void itsFolderIsReplaced() throws Exception {
    start(app("exec sleep 1000", project, folder.resolve("out.log")));
    Files.move(project, folder.resolve("old"));
    Files.createDirectory(project);
    daemon.client.restart(List.of("web"), SupervisorClient.QUIET);
    awaitWatching(2);
    restartsFor(project.resolve("a.js"));
  }

  @Test
  void itsFolderIsALinkThatIsTurned() throws Exception {
    Path current = Files.createSymbolicLink(folder.resolve("current"), project);
    start(app("exec sleep 1000", current, folder.resolve("out.log")));
    Path next = Files.createDirectory(folder.resolve("next")).toRealPath();
    Files.delete(current);
    Files.createSymbolicLink(current, next);
    daemon.client.restart(List.of("web"), SupervisorClient.QUIET);
    awaitWatching(2);
    restartsFor(next.resolve("a.js"));
  }

  @Test
  void itsFolderIsGoneForAWhile() throws Exception {
    Path file = Files.writeString(project.resolve("a.js"), "x");
    start(app("exec sleep 1000", project, folder.resolve("out.log")));
    atOnce(
        () -> {
          Files.delete(file);
          Files.delete(project);
        });
    Await.until("it can't start", () -> daemon.row("web").status().equals("errored"));
    Files.createDirectory(project);
    Await.until("it runs", () -> daemon.row("web").status().equals("online"));
    restartsFor(file);
  }
}
