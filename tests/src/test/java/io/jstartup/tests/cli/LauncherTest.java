package io.jstartup.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.tests.rig.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  @TempDir private Path folder;

  /** With its times, or its archives would count as older than its jars, and new ones be made in the background. */
  private Path copy(String name) throws IOException, InterruptedException {
    Path target = folder.resolve(name);
    Process cp =
        new ProcessBuilder("cp", "-a", Jstartup.distribution().toString(), target.toString())
            .inheritIO()
            .start();
    assertEquals(0, cp.waitFor());
    return target;
  }

  private static List<Path> archives(Path dist) throws IOException {
    try (Stream<Path> files = Files.walk(dist.resolve("lib/archive"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static String commandLine(long pid) throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")).replace('\0', ' ');
  }

  @Test
  void worksFromAFolderWithBlanksThroughLinksOfLinks() throws Exception {
    Path dist = copy("a b's \"c\"");
    Path link = Files.createSymbolicLink(folder.resolve("one"), dist.resolve("bin/jstartup"));
    Files.createDirectory(folder.resolve("bin"));
    Path relative = Files.createSymbolicLink(folder.resolve("bin/js"), Path.of("../one"));
    for (Path launcher : List.of(link, relative)) {
      try (Jstartup jstartup = new Jstartup(folder, launcher)) {
        assertEquals("[]\n", jstartup.run("jlist").expect(0).stdout());
        jstartup.run("start", "/bin/sleep", "--", "1000").expect(0);
        assertEquals(1, jstartup.list().size());
      }
    }
  }

  @Test
  void saysWhyItCannotRunFromAFolderThatNoClassPathCanName() throws Exception {
    Path dist = copy("a:b");
    Output output = new Jstartup(folder, dist.resolve("bin/jstartup")).run("jlist").expect(1);
    assertTrue(output.stderr().contains("move jstartup to a folder without"), output.stderr());
  }

  @Test
  void aTerminalsWidthIsThatOfTheTable() throws Exception {
    try (Jstartup jstartup = new Jstartup(folder)) {
      jstartup.run("start", "/bin/sleep", "-n", "s", "--", "1000").expect(0);
      String launcher = Jstartup.distribution().resolve("bin/jstartup").toString();
      for (int columns : new int[] {60, 200}) {
        String typed = "stty cols " + columns + "; '" + launcher + "' list";
        Output seen = jstartup.run(List.of("script", "-qec", typed, "/dev/null")).expect(0);
        String border = seen.stdout().lines().findFirst().orElse("");
        assertTrue(border.startsWith("┌") && border.length() <= columns, seen.toString());
        assertEquals(columns > 100, seen.stdout().contains("namespace"), seen.toString());
      }
    }
  }

  @Test
  void aLinkOfThePm2RuntimesNameIsAContainersEntryPoint() throws Exception {
    Path launcher = Jstartup.distribution().resolve("bin/jstartup");
    Path link = Files.createSymbolicLink(folder.resolve("pm2-runtime"), launcher);
    Path app = Files.writeString(folder.resolve("app.sh"), "echo it ran\n");
    Jstartup jstartup = new Jstartup(folder, link);
    for (List<String> words : List.of(List.of(app.toString()), List.of("start", app.toString()))) {
      List<String> all = new ArrayList<>(words);
      all.add("--no-autorestart");
      Output ended = jstartup.run(all.toArray(String[]::new)).expect(0);
      assertTrue(ended.stdout().contains("it ran"), ended.toString());
    }
  }

  @Test
  void isFoundOnThePathAndByARelativePath() throws Exception {
    Jstartup jstartup = new Jstartup(folder);
    Path bin = Jstartup.distribution().resolve("bin");
    jstartup.env.merge("PATH", bin.toString(), (path, own) -> own + ":" + path);
    String version = jstartup.run("--version").expect(0).stdout();
    assertEquals(version, jstartup.run(List.of("sh", "-c", "jstartup --version")).stdout());
    assertEquals(
        version,
        jstartup.run(List.of("sh", "-c", "cd '" + bin + "/..' && bin/jstartup -v")).stdout());
  }

  @Test
  void passesOverAJavaThatIsTooOldOrBroken() throws Exception {
    Path old = folder.resolve("java-11");
    Files.createDirectories(old.resolve("bin"));
    Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");
    Path program = Files.writeString(old.resolve("bin/java"), "#!/bin/sh\ntouch used\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Jstartup jstartup = new Jstartup(folder);
    jstartup.env.put("JAVA_HOME", old.toString());
    Output quiet = jstartup.run("--version").expect(0);
    assertEquals("", quiet.stderr());
    assertFalse(Files.exists(folder.resolve("used")));

    jstartup.env.put("JSTARTUP_JAVA_HOME", folder.resolve("nowhere").toString());
    Output warned = jstartup.run("--version").expect(0);
    assertEquals(quiet.stdout(), warned.stdout());
    assertTrue(warned.stderr().contains("JSTARTUP_JAVA_HOME"), warned.stderr());
  }

  @Test
  void theCallersJavaOptionsReachTheAppsAndNotUs() throws Exception {
    try (Jstartup jstartup = new Jstartup(folder)) {
      for (String name : List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS")) {
        jstartup.env.put(name, "-Xmx1k -XX:NoSuchOption");
      }
      Output started = jstartup.run("start", "/bin/sleep", "-n", "s", "--", "1000").expect(0);
      assertEquals("", started.stderr());
      assertEquals("[]", jstartup.list().isEmpty() ? "[1]" : "[]");
      String environ =
          Files.readString(
              Path.of("/proc", jstartup.pids("s").get(0).toString(), "environ"),
              StandardCharsets.ISO_8859_1);
      assertTrue(environ.contains("JAVA_TOOL_OPTIONS=-Xmx1k -XX:NoSuchOption\0"), environ);
      assertTrue(environ.contains("\0LANG=C.UTF-8\0"), environ);
      assertFalse(environ.contains("LC_ALL="), environ);
    }
  }

  @Test
  void aStaleOrBrokenArchiveChangesNothingThatIsPrinted() throws Exception {
    Path dist = copy("stale");
    assertFalse(archives(dist).isEmpty(), "the build made archives");
    Jstartup jstartup = new Jstartup(folder, dist.resolve("bin/jstartup"));
    jstartup.env.put("XDG_CACHE_HOME", "/nonexistent");
    Path jar = dist.resolve("lib/jstartup-cli.jar");
    // Older than the archive, so that the launcher takes it, and still not what was recorded.
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    assertPrintsNothingElse(jstartup);
    for (Path archive : archives(dist)) {
      Files.delete(archive);
      Files.writeString(archive, "no archive at all");
    }
    assertPrintsNothingElse(jstartup);
  }

  private static void assertPrintsNothingElse(Jstartup jstartup) throws Exception {
    Output output = jstartup.run("jlist").expect(0);
    assertEquals("[]\n", output.stdout());
    assertEquals("", output.stderr());
  }

  @Test
  void rootOpensNoArchiveThatAnotherUserCouldWrite() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "needs root");
    Path dist = copy("foreign");
    for (Path archive : archives(dist)) {
      Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-rw-rw-"));
    }
    try (Jstartup jstartup = new Jstartup(folder, dist.resolve("bin/jstartup"))) {
      jstartup.run("start", "/bin/sleep", "--", "1000").expect(0);
      String daemon = commandLine(jstartup.supervisorPid());
      assertFalse(daemon.contains("SharedArchiveFile") || daemon.contains("AOTCache"), daemon);
    }
  }

  @Test
  void exitCodesPassThroughBothWaysOfStartingJava() throws Exception {
    Jstartup jstartup = new Jstartup(folder);
    jstartup.run("stop", "nothing").expect(1);
    jstartup.run("stop", "--bogus").expect(2);
    jstartup.run("start", "nothing.js").expect(1);
    jstartup.run("start", "--bogus").expect(2);
  }

  @Test
  void aTerminatedLauncherEndsItsJavaAndWhatThatRuns() throws Exception {
    Path config = Files.writeString(folder.resolve("slow.config.js"), "while (true) {}\n");
    assumeTrue(
        new Jstartup(folder).run(List.of("sh", "-c", "command -v node")).exitCode() == 0,
        "needs node");
    String script =
        """
        "$1" start "$2" &
        launcher=$!
        for i in $(seq 600); do
          java=$(pgrep -P $launcher -x java) && node=$(pgrep -P $java -x node) && break
          sleep 0.05
        done
        echo "node: ${node:-none}"
        kill -TERM $launcher
        wait $launcher
        echo $?
        for i in $(seq 600); do
          kill -0 $java 2>/dev/null || kill -0 $node 2>/dev/null || exit 0
          sleep 0.05
        done
        exit 1
        """;
    String program = Jstartup.distribution() + "/bin/jstartup";
    Output output =
        new Jstartup(folder).run(List.of("sh", "-c", script, "sh", program, config.toString()));
    assertTrue(output.stdout().matches("node: \\d+\n143\n"), output.toString());
    assertEquals(0, output.exitCode(), output.toString());
  }

  @Test
  void worksOnTheNewestJavaHereToo() throws Exception {
    Path newest = java25();
    assumeTrue(newest != null, "needs a Java 25 in the usual folder");
    try (Jstartup jstartup = new Jstartup(folder)) {
      jstartup.env.put("JSTARTUP_JAVA_HOME", newest.toString());
      jstartup.env.put("JSTARTUP_ARCHIVE", "off"); // or some are made in the background
      Output started = jstartup.run("start", "/bin/sleep", "-n", "s", "--", "1000").expect(0);
      assertEquals("", started.stderr());
      assertTrue(commandLine(jstartup.supervisorPid()).startsWith(newest.toString()));
      assertEquals(1, jstartup.pids("s").size());
    }
  }

  private static Path java25() throws IOException {
    try (Stream<Path> javas = Files.list(Path.of("/usr/lib/jvm"))) {
      return javas.filter(LauncherTest::isJava25).findFirst().orElse(null);
    }
  }

  private static boolean isJava25(Path java) {
    try {
      return Files.readString(java.resolve("release")).contains("JAVA_VERSION=\"25");
    } catch (IOException e) {
      return false;
    }
  }
}
