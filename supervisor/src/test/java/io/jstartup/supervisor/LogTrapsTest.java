package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.model.LogFiles;
import io.jstartup.model.LogPolicy;
import io.jstartup.model.LogRotation;
import io.jstartup.model.LogType;
import io.jstartup.model.exec.EnvironmentRule;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.Capability;
import io.jstartup.supervisor.client.SupervisorClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs that can't be, or must not be, written: straight by the app, and by the supervisor. */
class LogTrapsTest extends WithDaemon {
  private static final int NOBODY = 65_534;

  private Path victim;
  private Path shared;

  @BeforeEach
  void makeTraps() throws Exception {
    victim = Files.writeString(folder.resolve("victim"), "untouched");
    shared = Files.createDirectory(folder.resolve("shared"));
  }

  static Stream<LogPolicy> policies() {
    return Stream.of(
        LogPolicy.DEFAULT, new LogPolicy(false, LogType.RAW, "YYYY", LogRotation.USUAL));
  }

  private void start(Path log, LogPolicy policy, String script) {
    AppSpec app = TestDaemon.with(daemon.shell("web", script), TestDaemon.onceOnly());
    daemon.start(
        app.withFiles(new LogFiles(log.toString(), LogFiles.NOWHERE, "", true, policy), ""));
  }

  private String refusal(Path log, LogPolicy policy) throws Exception {
    start(log, policy, "echo written; exec sleep 1000");
    Await.until("it is errored", () -> daemon.row("web").status().equals("errored"));
    assertEquals("untouched", Files.readString(victim));
    String reason = daemon.row("web").reason();
    assertTrue(reason.contains("'" + log + "'"), reason);
    return reason;
  }

  private static void asRoot() throws Exception {
    TestDaemon.needs(Capability.EXACT_SPAWN);
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can be led astray");
  }

  private static AppSpec asNobody(AppSpec app) {
    Launch launch = app.launch();
    RunAs nobody = new RunAs(NOBODY, NOBODY, List.of(NOBODY), "nobody");
    Launch fromRoot =
        new Launch(
            launch.executable(), launch.args(), launch.interpreter(), List.of(), "/", launch.env());
    return app.withLaunch(fromRoot)
        .withExecution(
            new Execution(
                Optional.of(nobody),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                EnvironmentRule.ALL));
  }

  /** Nobody must be able to come that far. */
  private void openTo(Path path) throws Exception {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void writesAnothersLogsWithTheOthersRights() throws Exception {
    asRoot();
    openTo(folder);
    giveAway(shared);
    LogPolicy dated = policies().toList().get(1);
    Path log = shared.resolve("new/a.log");
    AppSpec app = daemon.shell("web", "echo written; echo more; exec sleep 1000");
    LogFiles logs = new LogFiles(log.toString(), LogFiles.NOWHERE, "", true, dated);
    daemon.start(asNobody(app.withFiles(logs, "")));
    Await.until("it is written", () -> Files.exists(log) && Files.readAllLines(log).size() == 2);
    assertEquals(NOBODY, Files.getAttribute(log, "unix:uid"));
    assertTrue(Files.readString(log).matches("\\d{4}: written\n\\d{4}: more\n"));
  }

  @Test
  void isNotLedToAFileThatTheOtherCouldNotWrite() throws Exception {
    asRoot();
    openTo(folder);
    Files.createSymbolicLink(shared.resolve("a.log"), victim);
    giveAway(shared);
    for (LogPolicy policy : policies().toList()) {
      LogFiles logs =
          new LogFiles(shared.resolve("a.log").toString(), LogFiles.NOWHERE, "", true, policy);
      String name = "web" + policy.dateFormat();
      daemon.start(asNobody(daemon.shell(name, "echo x").withFiles(logs, "")));
      Await.until("it is errored", () -> daemon.row(name).status().equals("errored"));
      assertEquals("untouched", Files.readString(victim));
    }
  }

  private void giveAway(Path path) throws Exception {
    Files.setAttribute(path, "unix:uid", NOBODY);
  }

  @ParameterizedTest
  @MethodSource("policies")
  void rootFollowsNoLinkThatAnotherMayHavePlanted(LogPolicy policy) throws Exception {
    asRoot();
    Files.createSymbolicLink(shared.resolve("a.log"), victim);
    giveAway(shared);
    assertTrue(refusal(shared.resolve("a.log"), policy).contains("is a link"));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void norALinkInsteadOfAFolder(LogPolicy policy) throws Exception {
    asRoot();
    Files.createSymbolicLink(shared.resolve("logs"), folder);
    giveAway(shared);
    assertTrue(refusal(shared.resolve("logs/victim"), policy).contains("is a link"));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void norASecondNameOfAFile(LogPolicy policy) throws Exception {
    asRoot();
    Files.createLink(shared.resolve("a.log"), victim);
    giveAway(shared);
    assertTrue(refusal(shared.resolve("a.log"), policy).contains("second name"));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void rootWritesIntoAnothersFolderAndByItsOwnLinks(LogPolicy policy) throws Exception {
    Files.createSymbolicLink(folder.resolve("own"), shared);
    if ("root".equals(System.getProperty("user.name"))) {
      giveAway(shared);
    }
    start(folder.resolve("own/new/a.log"), policy, "echo written");
    Path log = shared.resolve("new/a.log");
    Await.until("it is written", () -> Files.exists(log) && Files.size(log) > 0);
    assertTrue(Files.readString(log).endsWith("written\n"));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void saysThatALogIsAFolder(LogPolicy policy) throws Exception {
    TestDaemon.needs(Capability.EXACT_SPAWN);
    assertTrue(refusal(shared, policy).contains("it is a folder; name a file"));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void saysThatAPartOfThePathIsNoFolder(LogPolicy policy) throws Exception {
    assertTrue(refusal(victim.resolve("a.log"), policy).contains("is no folder"));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void doesNotWaitForAPipesReader(LogPolicy policy) throws Exception {
    TestDaemon.needs(Capability.EXACT_SPAWN);
    Path pipe = folder.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    assertTrue(refusal(pipe, policy).contains("a pipe"));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void doesNotMindAnAppThatClosesItsOutput(LogPolicy policy) throws Exception {
    Path log = shared.resolve("a.log");
    start(log, policy, "echo before; exec >&- 2>&-; exec sleep 1000");
    Await.until("it is written", () -> Files.exists(log) && Files.size(log) > 0);
    assertEquals("online", daemon.row("web").status());
  }

  @Test
  void aFullDeviceHarmsNobody() throws Exception {
    LogPolicy dated = policies().toList().get(1);
    start(Path.of("/dev/full"), dated, "seq 1 100000; exec sleep 1000");
    Await.until("it is said", () -> daemon.log().contains("cannot write log '/dev/full'"));
    assertEquals("online", daemon.row("web").status());
    assertFalse(daemon.log().contains("internal error"), daemon.log());
  }

  @Test
  void aFolderThatWasRemovedIsMadeAgainAtTheNextStart() throws Exception {
    Path log = folder.resolve("gone").resolve("web.log");
    AppSpec app = daemon.shell("web", "echo written; exec sleep 1000");
    LogFiles files = new LogFiles(log.toString(), LogFiles.NOWHERE, "", true, LogPolicy.DEFAULT);
    daemon.start(app.withFiles(files, ""));
    Await.until("it is written", () -> Files.exists(log) && Files.size(log) > 0);
    Files.delete(log);
    Files.delete(log.getParent());
    assertTrue(daemon.client.restart(List.of("web"), SupervisorClient.QUIET).ok());
    Await.until("it is written again", () -> Files.exists(log) && Files.size(log) > 0);
  }
}
