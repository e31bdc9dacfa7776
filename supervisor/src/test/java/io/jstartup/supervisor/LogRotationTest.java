package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.Setting;
import io.jstartup.dump.Settings;
import io.jstartup.io.PrivateFolder;
import io.jstartup.model.AppSpec;
import io.jstartup.model.LogFiles;
import io.jstartup.model.LogPolicy;
import io.jstartup.model.LogRotation;
import io.jstartup.model.LogType;
import io.jstartup.platforms.os.Capability;
import io.jstartup.supervisor.client.LogKeeping;
import io.jstartup.supervisor.client.LogReload;
import io.jstartup.supervisor.log.LogFlush;
import io.jstartup.supervisor.log.rotate.Archives;
import io.jstartup.supervisor.log.rotate.NumberedLines;
import io.jstartup.supervisor.log.rotate.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogRotationTest {
  private static final String FAST =
      "i=1; while :; do seq -f %.0f $i $((i+9999)); i=$((i+10000)); done";
  private static final String STEADY =
      "i=1; while :; do seq -f %.0f $i $((i+999)); i=$((i+1000)); sleep 0.01; done";

  /** What {@code seq 1 50000} writes. */
  private static final long SEQUENCE_BYTES = 288_894;

  private static final String DATE = Rule.DEFAULT_DATE_FORMAT;

  private Path folder;
  private TestDaemon daemon;
  private Settings settings;
  private Path out;

  /** In the build's own folder: temporary ones may be in memory. */
  @BeforeEach
  void open() throws IOException {
    folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "rot");
    daemon = new TestDaemon(folder);
    settings = new Settings(daemon.home);
    out = daemon.home.logs().resolve("x-out.log");
    PrivateFolder.ensure(daemon.home.home());
  }

  @AfterEach
  void close() throws Exception {
    daemon.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private List<Archives.Archive> archives(Path log) throws IOException {
    return Archives.of(log, DATE);
  }

  private static AppSpec rotating(AppSpec app, LogFiles files, LogRotation rotation) {
    LogPolicy policy = new LogPolicy(false, LogType.RAW, "", rotation);
    LogFiles logs = new LogFiles(files.out(), files.error(), "", files.merge(), policy);
    return app.withFiles(logs, app.pidFile());
  }

  private static LogRotation always(long maxSize, int retain) {
    return new LogRotation(
        Optional.of(true),
        Optional.of(maxSize),
        Optional.of(retain),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void noLineIsLostWhileTheSupervisorIsKilledAndFollowed() throws Exception {
    TestDaemon.needs(Capability.HEAD_REMOVAL);
    settings.set(Setting.LOG_MAX_SIZE, "100K");
    settings.set(Setting.LOG_RETAIN, "all");
    settings.set(Setting.LOG_WORKER_INTERVAL, "1");
    daemon.launch().start(daemon.shell("x", STEADY));
    int seen = 0;
    for (int i = 0; i < 3; i++) {
      int more = seen + 8;
      Await.until("it is rotated", () -> archives(out).size() > more);
      daemon.kill9();
      daemon.launch();
      seen = archives(out).size();
    }
    daemon.client.stop(List.of("x"), progress -> {});
    Await.until("it is short", () -> Files.size(out) <= 100 << 10 && !isRotated());
    String tail = Files.readString(out);
    if (!tail.endsWith("\n")) { // the stop cut its last line
      Files.writeString(out, tail.substring(0, tail.lastIndexOf('\n') + 1));
    }
    assertTrue(NumberedLines.lastIn(out, DATE) > 100_000);
  }

  /** Whether a rotation is under way. */
  private boolean isRotated() throws IOException {
    try (Stream<Path> files = Files.list(out.getParent())) {
      return files.anyMatch(file -> file.toString().endsWith(".part"));
    }
  }

  @Test
  void whatTheSupervisorWritesItselfIsRotatedWithoutLoss() throws Exception {
    TestDaemon.needs(Capability.HEAD_REMOVAL);
    settings.set(Setting.LOG_MAX_SIZE, "100K");
    settings.set(Setting.LOG_RETAIN, "all");
    settings.set(Setting.LOG_WORKER_INTERVAL, "1");
    AppSpec app = daemon.shell("x", STEADY);
    String both = folder.resolve("both.log").toString();
    LogFiles files =
        new LogFiles(out.toString(), app.logs().error(), both, true, LogPolicy.DEFAULT);
    daemon.launch().start(app.withFiles(files, app.pidFile()));
    Await.until("it is rotated", () -> archives(out).size() > 5);
    daemon.client.stop(List.of("x"), progress -> {});
    Await.until(
        "all is written",
        () -> {
          long size = Files.size(out);
          return size > 0 && Files.size(Path.of(both)) == size + archived(out);
        });
    String tail = Files.readString(out).stripTrailing(); // the stop cut its last line
    Files.writeString(out, tail.substring(0, tail.lastIndexOf('\n') + 1));
    assertTrue(NumberedLines.lastIn(out, DATE) > 50_000);
  }

  private long archived(Path log) throws IOException {
    long sum = 0;
    for (Archives.Archive archive : archives(log)) {
      sum += Files.size(archive.file());
    }
    return sum;
  }

  @Test
  void emptyingALogLeavesItsOlderFilesAlone() throws Exception {
    settings.set(Setting.LOG_MAX_SIZE, "50K");
    settings.set(Setting.LOG_WORKER_INTERVAL, "1");
    daemon.launch().start(daemon.shell("x", "seq 1 50000; exec sleep 1000"));
    Await.until(
        "all is written and rotated",
        () -> Files.size(out) <= 50_000 && Files.size(out) + archived(out) == SEQUENCE_BYTES);
    List<Archives.Archive> before = archives(out);
    assertEquals(List.of(out), LogFlush.of(List.of(out)).emptied());
    assertEquals(0, Files.size(out));
    assertEquals(before, archives(out));
  }

  @Test
  void whatWritesAtFullSpeedStaysBounded() throws Exception {
    TestDaemon.needs(Capability.HEAD_REMOVAL);
    settings.set(Setting.LOG_MAX_SIZE, "1M");
    settings.set(Setting.LOG_RETAIN, "3");
    settings.set(Setting.LOG_WORKER_INTERVAL, "1");
    daemon.launch().start(daemon.shell("x", FAST));
    Await.until("it is rotated", () -> archives(out).size() == 3);
    String first = archives(out).get(2).file().toString();
    Await.until(
        "again and again", () -> archives(out).get(0).file().toString().compareTo(first) > 0);
    assertTrue(Files.size(out) < 400 << 20, "size " + Files.size(out));
    daemon.client.stop(List.of("x"), progress -> {});
    Await.until("it is short", () -> Files.size(out) <= 1 << 20);
    Await.until("three are kept", () -> archives(out).size() == 3);
  }

  @Test
  void filesElsewhereAreRotatedOnlyWhenTheAppAsksForIt() throws Exception {
    settings.set(Setting.LOG_MAX_SIZE, "100K");
    settings.set(Setting.LOG_WORKER_INTERVAL, "1");
    Path theirs = folder.resolve("theirs.log");
    Path asked = folder.resolve("asked.log");
    Path never = daemon.home.logs().resolve("never.log");
    LogRotation off =
        new LogRotation(
            Optional.of(false),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    daemon.launch();
    daemon.start(
        logging("theirs", theirs, LogRotation.USUAL),
        logging("asked", asked, always(50_000, 2)),
        logging("never", never, off));
    Await.until("it is rotated", () -> archives(asked).size() == 2);
    Await.until("they grow", () -> Files.size(theirs) > 400_000 && Files.size(never) > 400_000);
    assertEquals(List.of(), archives(theirs));
    assertEquals(List.of(), archives(never));
  }

  private AppSpec logging(String name, Path file, LogRotation rotation) {
    LogFiles files = new LogFiles(file.toString(), file.toString(), true);
    return rotating(daemon.shell(name, STEADY), files, rotation);
  }

  @Test
  void aSettingHoldsForWhatRunsAlready() throws Exception {
    daemon.launch().start(daemon.shell("x", STEADY));
    Await.until("it grows", () -> Files.exists(out) && Files.size(out) > 300_000);
    assertEquals(List.of(), archives(out));
    settings.set(Setting.LOG_MAX_SIZE, "50K");
    settings.set(Setting.LOG_COMPRESS, "true");
    settings.set(Setting.LOG_WORKER_INTERVAL, "1");
    daemon.client.configure();
    Await.until(
        "it is rotated", () -> archives(out).stream().anyMatch(Archives.Archive::compressed));
  }

  @Test
  void theTimesOfACronPatternRotateWhateverTheSize() throws Exception {
    settings.set(Setting.LOG_ROTATE_INTERVAL, "* * * * * *");
    daemon.launch().start(daemon.shell("x", "seq 1 2000; exec sleep 600"));
    Await.until("it is rotated", () -> !archives(out).isEmpty());
    assertTrue(Files.size(out) <= 4096);
  }

  @Test
  void theSupervisorsOwnLogIsRotatedToo() throws Exception {
    settings.set(Setting.LOG_MAX_SIZE, "4K");
    settings.set(Setting.LOG_WORKER_INTERVAL, "1");
    daemon.launch();
    for (int i = 0; i < 40; i++) {
      daemon.start(daemon.shell("app" + i, "exec sleep 600"));
    }
    daemon.client.delete(List.of("all"), progress -> {});
    Await.until("it is rotated", () -> !archives(daemon.home.log()).isEmpty());
    String first = Files.readString(archives(daemon.home.log()).get(0).file());
    assertTrue(first.contains("app 'app0' (id 0): started"), first);
    assertFalse(daemon.log().contains("app 'app0' (id 0): started"));
  }

  @Test
  void aLogThatWasRenamedGetsItsNameBackAndLosesNothing() throws Exception {
    TestDaemon.needs(Capability.HEAD_REMOVAL);
    daemon.launch().start(daemon.shell("x", STEADY));
    Path older = daemon.home.logs().resolve("x-out.log.1");
    Path oldest = daemon.home.logs().resolve("x-out.log.2");
    renameWhenLonger(older);
    assertEquals(new LogReload(List.of(out.toString()), List.of()), daemon.client.reloadLogs());
    assertEquals(new LogReload(List.of(), List.of()), daemon.client.reloadLogs());
    Files.move(older, oldest);
    renameWhenLonger(older);
    Files.createFile(out); // as logrotate's 'create' does
    new ProcessBuilder("kill", "-USR2", "" + daemon.pid()).start().waitFor();
    Await.until("it has its name back", () -> daemon.log().contains("has its name back"));
    long before = Files.size(out);
    Await.until("it grows", () -> Files.size(out) > before);
    daemon.client.stop(List.of("x"), progress -> {});
    String text = Files.readString(out);
    Files.writeString(out, text.substring(0, text.lastIndexOf('\n') + 1));
    assertTrue(NumberedLines.lastIn(List.of(oldest, older, out)) > 10_000);
    assertTrue(Files.size(older) > 40_000);
  }

  private void renameWhenLonger(Path to) throws Exception {
    Await.until("it grows", () -> Files.exists(out) && Files.size(out) > 50_000);
    Files.move(out, to);
  }

  @Test
  void aLogThatCantHaveItsNameBackIsNamed() throws Exception {
    TestDaemon.needs(Capability.HEAD_REMOVAL);
    daemon.launch().start(daemon.shell("x", STEADY));
    Await.until("it writes", () -> Files.exists(out) && Files.size(out) > 0);
    Path elsewhere = folder.resolve("x-out.log.1");
    Files.move(out, elsewhere);
    String problem = daemon.client.reloadLogs().problems().get(0).message();
    assertTrue(problem.contains("the app writes to '" + elsewhere + "' by now"), problem);
    Files.move(elsewhere, daemon.home.logs().resolve("x-out.log.1"));
    Files.writeString(out, "somebody's");
    problem = daemon.client.reloadLogs().problems().get(0).message();
    assertTrue(problem.contains("something else is at its place"), problem);
    assertEquals("somebody's", Files.readString(out));
  }

  @Test
  void theDescriptionSaysHowALogIsKept() throws Exception {
    TestDaemon.needs(Capability.HEAD_REMOVAL);
    Path inMemory = Files.createTempFile(Path.of("/dev/shm"), "rotation", ".log");
    try {
      settings.set(Setting.LOG_RETAIN, "all");
      daemon.launch();
      daemon.start(
          daemon.shell("x", "exec sleep 600"),
          logging("memory", inMemory, always(50_000, 2)),
          logging("theirs", folder.resolve("theirs.log"), LogRotation.USUAL));
      String err = daemon.home.logs().resolve("x-error.log").toString();
      assertEquals(
          List.of(
              new LogKeeping(out.toString(), 10 << 20, "all", false, Optional.of(true)),
              new LogKeeping(err, 10 << 20, "all", false, Optional.of(true))),
          kept("x"));
      assertEquals(
          List.of(new LogKeeping(inMemory.toString(), 50_000, "2", false, Optional.of(false))),
          kept("memory"));
      assertEquals(List.of(), kept("theirs"));
    } finally {
      daemon.client.delete(List.of("memory"), progress -> {});
      for (Archives.Archive archive : archives(inMemory)) {
        Files.delete(archive.file());
      }
      Files.delete(inMemory);
    }
  }

  private List<LogKeeping> kept(String name) {
    return daemon.client.describe(List.of(name)).instances().get(0).logs();
  }
}
