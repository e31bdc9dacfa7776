package io.jstartup.supervisor.log.rotate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.model.LogRotation;
import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.supervisor.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RotationTest {
  private static final String DATE = Rule.DEFAULT_DATE_FORMAT;
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-21T12:00:05Z"), ZoneOffset.UTC);

  private final OperatingSystem os = OperatingSystems.current();
  private final List<Path> folders = new ArrayList<>();

  /** The build's own folder: temporary ones may be in memory. */
  private Path disk() throws IOException {
    assumeTrue(os.headRemoval().isPresent(), "no system call takes out the head of a file");
    return folder(Path.of("target").toAbsolutePath());
  }

  private Path memory() throws IOException {
    return folder(Path.of("/dev/shm"));
  }

  private Path folder(Path above) throws IOException {
    folders.add(Files.createDirectory(above.resolve("rotation-" + UUID.randomUUID())));
    return folders.get(folders.size() - 1);
  }

  @AfterEach
  void remove() throws IOException {
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private Rotation rotation(Path log, Clock clock) throws IOException {
    RotationState state = RotationState.read(log.resolveSibling("state"));
    return new Rotation(os, state, clock, step -> {});
  }

  private static LiveLog log(Path file, long limit, int retain) {
    return new LiveLog(file, new Rule(limit, retain, false, DATE), Optional.empty());
  }

  private static List<String> names(Path log) throws IOException {
    return Archives.of(log, DATE).stream().map(it -> it.file().getFileName().toString()).toList();
  }

  @Test
  void aHundredRotationsWhileItIsWrittenAtFullSpeedLoseNoByte() throws Exception {
    Path file = disk().resolve("x-out.log");
    LiveLog log = log(file, 1 << 20, LogRotation.KEEP_ALL);
    Rotation rotation = rotation(file, Clock.systemDefaultZone());
    int done = 0;
    try (NumberedLines writer = NumberedLines.fast(file)) {
      Await.until("it writes", () -> Files.exists(file));
      while (done < 100) {
        done += rotation.rotate(log, false, Set.of()).length() > 0 ? 1 : 0;
      }
      writer.finish();
    }
    rotation.rotate(log, false, Set.of());
    assertTrue(Files.size(file) <= 1 << 20, "size " + Files.size(file));
    long lines = NumberedLines.lastIn(file, DATE);
    assertEquals(0, lines % 10_000);
    long gone = RotationState.read(file.resolveSibling("state")).gone(file);
    assertEquals(Archives.of(file, DATE).stream().mapToLong(Archives.Archive::size).sum(), gone);
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void killedAtAnyStepItLosesAndRepeatsNothing(Step step) throws Exception {
    Path file = disk().resolve("x-out.log");
    try (NumberedLines writer = NumberedLines.slow(file)) {
      Await.until("there is something", () -> Files.exists(file) && Files.size(file) > 300_000);
      killAt(step, file);
      rotation(file, Clock.systemDefaultZone()).recover();
      writer.finish();
    }
    NumberedLines.lastIn(file, DATE);
    assertSettled(file);
    boolean undone = step.compareTo(Step.SHORTENED) < 0;
    assertEquals(undone, names(file).isEmpty(), names(file).toString());
  }

  @ParameterizedTest
  @EnumSource(names = {"HALF_COPIED", "READY", "SHORTENED"})
  void killedAtAnyStepInMemoryItLosesAndRepeatsNothing(Step step) throws Exception {
    Path file = memory().resolve("x-out.log");
    try (NumberedLines writer = NumberedLines.slow(file)) {
      Await.until("there is something", () -> Files.exists(file) && Files.size(file) > 300_000);
      writer.finish();
    }
    long lines = NumberedLines.lastIn(file, DATE);
    killAt(step, file);
    rotation(file, Clock.systemDefaultZone()).recover();
    assertEquals(lines, NumberedLines.lastIn(file, DATE));
    assertSettled(file);
  }

  private static void killAt(Step step, Path file) throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-Djstartup.os=" + System.getProperty("jstartup.os", ""),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                RotationMain.class.getName(),
                file.resolveSibling("state").toString(),
                file.toString(),
                step.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals(step.name(), process.inputReader().readLine());
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static void assertSettled(Path file) throws IOException {
    assertTrue(RotationState.read(file.resolveSibling("state")).pending().isEmpty());
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertFalse(files.anyMatch(it -> it.toString().endsWith(".part")));
    }
  }

  @Test
  void inMemoryAQuietMomentIsEnoughToEmptyItWithoutLoss() throws Exception {
    Path file = memory().resolve("x-out.log");
    LiveLog log = log(file, 100_000, LogRotation.KEEP_ALL);
    RotationState state = RotationState.read(file.resolveSibling("state"));
    try (NumberedLines writer = NumberedLines.slow(file)) {
      Rotation rotation =
          new Rotation(os, state, Clock.systemDefaultZone(), step -> quieten(writer, step));
      for (int done = 0; done < 6; ) {
        Thread.onSpinWait();
        boolean due = Files.exists(file) && Files.size(file) > 100_000;
        done += due && rotation.rotate(log, false, Set.of()).length() > 0 ? 1 : 0;
      }
      writer.finish();
    }
    NumberedLines.lastIn(file, DATE);
  }

  /** It writes while it is copied, and not at the moment in which the log is emptied. */
  private static void quieten(NumberedLines writer, Step step) {
    if (step == Step.READY) {
      writer.pause();
    } else if (step == Step.SHORTENED) {
      writer.goOn();
    }
  }

  @Test
  void whatIsNotKeptIsNotCopied() throws Exception {
    Path file = disk().resolve("x-out.log");
    Files.writeString(file, "a".repeat(4096 * 50) + "b".repeat(4096 * 3) + "end");
    Cut cut = rotation(file, NOON).rotate(log(file, 4096, 3), false, Set.of());
    assertEquals(50 * 4096, cut.dropped());
    assertEquals("end", Files.readString(file));
    assertEquals(
        List.of(
            "x-out__2026-11-21_12-00-05.log",
            "x-out__2026-11-21_12-00-05_001.log",
            "x-out__2026-11-21_12-00-05_002.log"),
        names(file));
    assertEquals(
        "b".repeat(4096), Files.readString(file.resolveSibling("x-out__2026-11-21_12-00-05.log")));
  }

  @Test
  void retentionRemovesTheOldestOfThisLogAndNothingElse() throws Exception {
    Path file = disk().resolve("x-out.log");
    List<String> foreign =
        List.of(
            "x-out__2020-01-01_00-00-00.txt",
            "x-out__yesterday.log",
            "y-out__2020-01-01_00-00-00.log",
            "x-out-0__2020-01-01_00-00-00.log",
            "x-out__2020-01-01_00-00-00.log.bak");
    for (String name : foreign) {
      Files.writeString(file.resolveSibling(name), "keep");
    }
    Path live = file.resolveSibling("x-out__2019-01-01_00-00-00.log");
    Files.writeString(live, "somebody's log of today");
    for (int i = 0; i < 5; i++) {
      Files.writeString(file, "z".repeat(4096) + i);
      rotation(file, NOON).rotate(log(file, 4096, 2), false, Set.of(live));
    }
    assertTrue(Files.exists(live));
    Files.delete(live);
    assertEquals(
        List.of("x-out__2026-11-21_12-00-05_001.log", "x-out__2026-11-21_12-00-05_002.log").size(),
        names(file).size());
    for (String name : foreign) {
      assertTrue(Files.exists(file.resolveSibling(name)), name);
    }
  }

  @Test
  void anArchiveHasTheLogsMode() throws Exception {
    Path file = disk().resolve("x-out.log");
    Files.writeString(file, "a".repeat(5000));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    rotation(file, NOON).rotate(log(file, 4096, 2), false, Set.of());
    Path archive = Archives.of(file, DATE).get(0).file();
    assertEquals(
        "rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)));
  }

  @Test
  void aLinkAFolderAndAShortLogAreLeftAlone() throws Exception {
    Path folder = disk();
    Path file = Files.writeString(folder.resolve("real.log"), "a".repeat(9000));
    Path link = Files.createSymbolicLink(folder.resolve("x-out.log"), file);
    assertEquals(0, rotation(link, NOON).rotate(log(link, 4096, 2), false, Set.of()).length());
    assertEquals(0, rotation(file, NOON).rotate(log(folder, 1, 2), false, Set.of()).length());
    assertEquals(0, rotation(file, NOON).rotate(log(file, 9000, 2), false, Set.of()).length());
    assertEquals(9000, Files.size(file));
  }

  @Test
  void archivesAreCompressedInTheirPlace() throws Exception {
    Path file = disk().resolve("x-out.log");
    try (NumberedLines writer = NumberedLines.slow(file)) {
      Await.until("there is something", () -> Files.exists(file) && Files.size(file) > 300_000);
      writer.finish();
    }
    long lines = NumberedLines.lastIn(file, DATE);
    rotation(file, NOON).rotate(log(file, 100_000, 50), false, Set.of());
    int plain = Archives.of(file, DATE).size();
    Compression compression = new Compression(new Rights(os));
    while (compression.next(log(file, 100_000, 50), Set.of())) {
      assertEquals(lines, NumberedLines.lastIn(file, DATE));
    }
    List<Archives.Archive> archives = Archives.of(file, DATE);
    assertEquals(plain, archives.size());
    assertTrue(archives.stream().allMatch(Archives.Archive::compressed));
    assertTrue(archives.get(0).size() < 60_000);
  }

  /** What root keeps for another user, in a folder where that user may plant what he likes. */
  @Test
  void rootFollowsNoLinkOfAnotherUserAndGivesHimTheArchives() throws Exception {
    assumeTrue(os.uid() == 0, "only root keeps logs of other users");
    RunAs www = new RunAs(33, 33, List.of(33), "www-data");
    Path folder = Files.createDirectory(disk().resolve("theirs"));
    Path file = Files.writeString(folder.resolve("x-out.log"), "a".repeat(9000));
    Path secret = Files.writeString(folder.resolveSibling("secret"), "s".repeat(9000));
    for (Path each : List.of(folder, file)) {
      Files.setAttribute(each, "unix:uid", 33);
      Files.setAttribute(each, "unix:gid", 33);
    }
    Path link = Files.createSymbolicLink(folder.resolve("link.log"), secret);
    Files.createSymbolicLink(
        folder.resolve(".x-out__2026-11-21_12-00-05.log.part"), secret); // where the copy is made
    Rule rule = new Rule(4096, 5, false, DATE);
    Rotation rotation =
        new Rotation(os, RotationState.read(folder.resolveSibling("state")), NOON, step -> {});
    rotation.rotate(new LiveLog(file, rule, Optional.of(www)), false, Set.of());
    rotation.rotate(new LiveLog(link, rule, Optional.of(www)), false, Set.of());
    assertEquals("s".repeat(9000), Files.readString(secret));
    Path archive = Archives.of(file, DATE).get(0).file();
    assertEquals("a".repeat(4096), Files.readString(archive));
    assertEquals(33, Files.getAttribute(archive, "unix:uid"));
    assertEquals(33, Files.getAttribute(archive, "unix:gid"));
  }
}
