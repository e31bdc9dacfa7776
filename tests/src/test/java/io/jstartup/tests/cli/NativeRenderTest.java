package io.jstartup.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.json.Json;
import io.jstartup.tests.rig.Distribution;
import io.jstartup.tests.rig.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** {@code native render}, as anybody runs it: files in a folder, nothing anywhere else. */
@TestInstance(Lifecycle.PER_CLASS)
class NativeRenderTest {
  private static final Path GOLDEN =
      Distribution.repository().resolve("tests/src/test/resources/native/render.txt");

  /** A runner watches for the one; that its instances share a socket no runner can do. */
  private static final String APPS =
      """
      {"apps": [
        {"name": "plain", "script": "/bin/sleep", "args": ["1000"]},
        {"name": "shared", "script": "/bin/sleep", "args": ["2000"], "instances": 2, "watch": true, "listen": ["%s/socket"]}
      ]}
      """;

  private Path folder;
  private Jstartup jstartup;

  @BeforeAll
  void save(@TempDir Path empty) throws Exception {
    folder = empty;
    jstartup = new Jstartup(folder);
    Files.writeString(folder.resolve("apps.json"), APPS.formatted(folder));
    jstartup.run("start", "apps.json").expect(0);
    jstartup.run("save").expect(0);
    jstartup.run("kill").expect(0);
  }

  @AfterAll
  void close() throws Exception {
    jstartup.close();
  }

  private Output render(String to, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("native", "render", "--to", to));
    words.addAll(List.of("--init", "systemd", "--init-version", "252"));
    words.addAll(List.of(more));
    return jstartup.run(words.toArray(String[]::new));
  }

  /** Each file below that folder and what is in it, but for the launcher's own cache. */
  private static Map<Path, String> files(Path start) throws IOException {
    Map<Path, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(start)) {
      for (Path file : all.filter(NativeRenderTest::counts).toList()) {
        files.put(file, Files.readString(file));
      }
    }
    return files;
  }

  private static boolean counts(Path file) {
    return Files.isRegularFile(file) && !file.toString().contains("/.cache/");
  }

  @Test
  void writesTheWholeServicesToTheFolderAndNothingElse() throws Exception {
    Map<Path, String> before = files(folder);
    Output output = render("whole").expect(0);
    Map<Path, String> after = files(folder);
    Map<Path, String> rendered = files(folder.resolve("whole"));
    after.keySet().removeAll(rendered.keySet());
    assertEquals(before, after);
    assertEquals("wrote 8 files to '" + folder.resolve("whole") + "'", output.all().strip());
    for (Path file : rendered.keySet()) {
      assertFalse(Files.exists(Path.of("/etc/systemd/system").resolve(file.getFileName())));
    }
    String text = text(rendered);
    if (Boolean.getBoolean("jstartup.golden.update")) {
      Files.writeString(GOLDEN, text);
    }
    assertEquals(Files.readString(GOLDEN), text);
  }

  /** What is in any order is sorted, and the runner's process file, which is the saved entry, looked up in the saved list. */
  private String content(String name, String text) throws Exception {
    if (name.endsWith(".env")) {
      return text.lines().sorted().collect(Collectors.joining("\n", "", "\n"));
    }
    if (!name.endsWith(".json")) {
      return text;
    }
    List<?> saved = (List<?>) Json.parse(Files.readString(jstartup.home().resolve("dump.pm2")));
    return "entry " + saved.indexOf(Json.parse(text)) + " of the saved list\n";
  }

  /** The files whole, with words for what is this machine's. */
  private String text(Map<Path, String> files) throws Exception {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Path, String> file : files.entrySet()) {
      Path path = file.getKey();
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
      text.append("==> ").append(path.getFileName()).append(' ').append(mode).append('\n');
      text.append(content(path.toString(), file.getValue()));
    }
    String user = System.getProperty("user.name");
    String gid = Files.getAttribute(folder, "unix:gid").toString();
    return text.toString()
        .replace(Jstartup.distribution().toString(), "DISTRIBUTION")
        .replace(folder.toString(), "FOLDER")
        .replace("jstartup-" + user + "-", "jstartup-USER-")
        .replaceAll("jstartup-USER-[0-9a-f]{8}", "jstartup-USER-HASH")
        .replaceAll("jstartup/[0-9a-f]{16}", "jstartup/HASH")
        .replaceAll("(JSTARTUP_JAVA_HOME=)[^\"]*", "$1JAVA")
        .replace("PATH=\"" + jstartup.env.get("PATH") + "\"", "PATH=\"SEARCHED\"")
        .replaceAll("(?m)^User=" + user + "$", "User=USER")
        .replaceAll("(?m)^Group=" + gid + "$", "Group=GID")
        .replaceAll("(?m)^(Description=.*of )" + user + "$", "$1USER");
  }

  @Test
  void theReportSaysOfEachSettingWhetherItIsExactApproximatedOrLost() throws Exception {
    Map<?, ?> json =
        (Map<?, ?>) Json.parse(render("reported", "--report", "--json").expect(0).stdout());
    List<?> services = (List<?>) json.get("services");
    assertEquals(3, services.size());
    assertEquals(8, ((List<?>) json.get("files")).size());
    Map<?, ?> plain = (Map<?, ?>) services.get(0);
    assertEquals("plain", plain.get("app"));
    assertEquals("", plain.get("runner"));
    assertHas(plain, "kill_timeout", "exact", "TimeoutStopSec=");
    assertHas(plain, "kill_signal", "approximated", "KillSignal=; systemd sends SIGCONT after it");
    Map<?, ?> shared = (Map<?, ?>) services.get(1);
    assertTrue(shared.get("runner").toString().contains("; for watch, "), shared.toString());
    assertHas(
        shared, "listen", "lost", "its instances share no port: each has a runner of its own");
    String text = render("reported", "--report").expect(0).stdout();
    assertTrue(text.contains("\n  exact         kill_timeout: TimeoutStopSec=\n"), text);
    assertTrue(text.contains("\n  lost          listen: its instances share no port: "), text);
  }

  /** Of all services, once. */
  @Test
  void whatTheInitSystemCanNotDoIsInTheReport() throws Exception {
    String note = "cron is the last resort: ";
    String[] words = "native render --to noted --init cron --report plain".split(" ");
    String said = jstartup.run(words).expect(0).stderr();
    assertEquals(2, said.split("jstartup: warning: " + note, -1).length, said);
    List<String> json = new ArrayList<>(List.of(words));
    json.add("--json");
    Map<?, ?> answer =
        (Map<?, ?>) Json.parse(jstartup.run(json.toArray(String[]::new)).expect(0).stdout());
    assertTrue(answer.get("notes").toString().startsWith("[" + note), answer.toString());
  }

  private static void assertHas(Map<?, ?> service, String field, String fidelity, String note) {
    List<?> fields = (List<?>) service.get("fields");
    Map<String, String> row = Map.of("field", field, "fidelity", fidelity, "note", note);
    assertTrue(fields.contains(row), () -> row + " is not in " + fields);
  }

  @Test
  void strictWritesNothingWhenASettingWouldBeLost() throws Exception {
    Output refused = render("strict", "--strict").expect(1);
    assertTrue(refused.stderr().contains("app 'shared' would lose listen: "), refused.toString());
    assertFalse(refused.stderr().contains("plain"), refused.toString());
    assertFalse(Files.exists(folder.resolve("strict")));
    render("strict", "--strict", "plain").expect(0);
    assertEquals(4, files(folder.resolve("strict")).size());
  }
}
