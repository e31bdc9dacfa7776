package io.jstartup.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.json.Json;
import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.Output;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The logs command as a whole process. */
class LogsCommandTest {
  @TempDir private Path folder;
  private Jstartup jstartup;
  private Process following;

  @BeforeEach
  void open() {
    jstartup = new Jstartup(folder);
  }

  @AfterEach
  void close() throws Exception {
    if (following != null) {
      following.destroyForcibly();
    }
    jstartup.close();
  }

  private void start(String name, String script) throws Exception {
    jstartup.run("start", script + "; exec sleep 1000", "-n", name).expect(0);
  }

  private Path log(String name) {
    return jstartup.home().resolve("logs").resolve(name);
  }

  private void append(String name, String text) throws Exception {
    Files.writeString(log(name), text, StandardOpenOption.APPEND, StandardOpenOption.CREATE);
  }

  private Path follow(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Jstartup.distribution().resolve("bin/jstartup").toString(), "logs"));
    command.addAll(List.of(words));
    return follow(command);
  }

  private Path follow(List<String> command) throws Exception {
    Path out = folder.resolve("followed");
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile());
    builder.environment().clear();
    builder.environment().putAll(jstartup.env);
    following = builder.redirectError(folder.resolve("followed.err").toFile()).start();
    return out;
  }

  private static void await(Path file, String wanted) {
    Await.until(
        "'" + wanted + "' in " + file,
        Duration.ofSeconds(60),
        () -> Files.exists(file) && text(file).contains(wanted));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theLastLinesOfEachStreamAreShown() throws Exception {
    start("web", "echo one; echo two; echo bad >&2");
    start("api", "echo three");
    await(log("api-out.log"), "three\n");
    await(log("web-error.log"), "bad\n");
    String all = jstartup.run("logs", "--nostream").expect(0).stdout();
    assertTrue(all.contains("0|web    | one\n0|web    | two\n"), all);
    assertTrue(all.contains("0|web    | bad\n"), all);
    assertTrue(all.contains("1|api    | three\n"), all);
    assertTrue(all.contains("jstartup | 20"), all);
    assertEquals(
        "two\n",
        jstartup
            .run("logs", "web", "--nostream", "--raw", "--lines", "1", "--out")
            .expect(0)
            .stdout());
    assertEquals(
        "bad\n", jstartup.run("log", "0", "--nostream", "--raw", "--err").expect(0).stdout());
    assertEquals("three\n", jstartup.run("logs", "/^a/", "--nostream", "--raw").expect(0).stdout());
    Map<?, ?> json =
        (Map<?, ?>)
            Json.parse(
                jstartup.run("logs", "api", "--nostream", "--json").expect(0).stdout().strip());
    assertEquals("three", json.get("message"));
    assertEquals(1L, json.get("process_id"));
    assertEquals("api", json.get("app_name"));
    assertEquals("out", json.get("type"));
    assertEquals(
        "app=api id=1 type=out message=three\n",
        jstartup.run("logs", "api", "--nostream", "--format").expect(0).stdout());
    String own = jstartup.run("logs", "PM2", "--nostream").expect(0).stdout();
    assertTrue(own.lines().allMatch(line -> line.startsWith("jstartup | 20")), own);
  }

  @Test
  void newLinesOfOldAndNewAppsAreShownAsTheyCome() throws Exception {
    start("web", "true");
    Path out = follow("--timestamp", "YYYY");
    await(out, "jstartup");
    append("web-out.log", "hello\n");
    await(out, "hello\n");
    assertTrue(
        Files.readString(out).matches("(?s).*20\\d\\d 0\\|web +\\| hello\n.*"),
        Files.readString(out));
    start("api", "echo first; echo oops >&2");
    await(out, "first\n");
    await(out, "oops\n");
    following.destroy();
    assertTrue(following.waitFor(60, TimeUnit.SECONDS));
    assertEquals("", Files.readString(folder.resolve("followed.err")));
  }

  @Test
  void ctrlCEndsItQuietly() throws Exception {
    start("web", "echo ready");
    Path out = follow("web");
    await(out, "ready");
    new ProcessBuilder("kill", "-INT", "" + following.pid()).start().waitFor();
    assertEquals(130, following.waitFor());
    assertEquals("", Files.readString(folder.resolve("followed.err")));
  }

  @Test
  void itEndsWithItsReaderThoughNothingNewComes() throws Exception {
    start("web", "echo ready");
    String pipe = "'" + Jstartup.distribution().resolve("bin/jstartup") + "' logs web | head -n 1";
    follow(List.of("bash", "-c", pipe + "; exit ${PIPESTATUS[0]}"));
    assertTrue(following.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, following.exitValue());
    assertEquals("", Files.readString(folder.resolve("followed.err")));
  }

  @Test
  void withoutASupervisorTheSavedListTellsWhereTheLogsAre() throws Exception {
    start("web", "echo written");
    await(log("web-out.log"), "written\n");
    jstartup.run("save").expect(0);
    jstartup.run("kill").expect(0);
    Output output = jstartup.run("logs", "web", "--nostream").expect(0);
    assertEquals("0|web | written\n", output.stdout());
    assertTrue(output.stderr().contains("no supervisor runs"), output.stderr());
    jstartup.run("ping").expect(1);
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    start("web", "true");
    Output unknown = jstartup.run("logs", "wep").expect(1);
    assertTrue(unknown.stderr().contains("did you mean 'web'?"), unknown.stderr());
    Output nothing = jstartup.run("logs", "web", "--nostream").expect(0);
    assertTrue(nothing.stderr().contains("'" + log("web-out.log") + "'"), nothing.stderr());
    assertFalse(nothing.stderr().contains("pm2.log"), nothing.stderr());
  }

  @Test
  void binaryOutputComesThroughByteForByteAndALongLineTakesNoMemory() throws Exception {
    jstartup.run("set", "logs:max_size", "1G").expect(0); // else it is cut meanwhile
    String hundredMiB = "head -c 104857600 /dev/zero; printf '\\377\\000\\n'";
    start("web", hundredMiB);
    File log = log("web-out.log").toFile();
    Await.until("it is written", Duration.ofSeconds(60), () -> log.length() == 104_857_603);
    Path out = folder.resolve("copy");
    ProcessBuilder builder =
        new ProcessBuilder(
                Jstartup.distribution().resolve("bin/jstartup").toString(),
                "logs",
                "web",
                "--raw",
                "--nostream")
            .redirectOutput(out.toFile());
    builder.environment().putAll(jstartup.env);
    assertEquals(0, builder.start().waitFor());
    assertEquals(-1, Files.mismatch(log("web-out.log"), out));
  }
}
