package io.jstartup.dump.processfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.dump.Caller;
import io.jstartup.dump.Programs;
import io.jstartup.dump.resolve.AppResolver;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFileTest {
  @TempDir Path folder;

  @Test
  void readsTheThreeShapesOfATopLevel() throws IOException {
    for (String text :
        List.of(
            "[{\"script\": \"a.js\"}]",
            "{\"script\": \"a.js\"}",
            "{apps: [{script: 'a.js'}]} // mine",
            "{pm2: {cmd: 'a.js'}}")) {
      ProcessFile file = read("apps.json", text);
      assertEquals("a.js", file.apps().get(0).text("script").orElseThrow(), text);
      assertEquals(List.of(), file.warnings());
    }
    assertEquals(List.of(), read("apps.json", "[]").apps());
  }

  @Test
  void convertsByPm2sRules() throws IOException {
    Attributes app =
        read(
                "apps.json",
                """
                {script: 'a', name: 7, args: "one 'two three'", interpreterArgs: ['--a b', 1.0], killTimeout: '3000',
                 kill_signal: 'term', min_uptime: '2m', instances: 'max', stop_exit_codes: [0, '1'], autorestart: 'false',
                 env: {A: 1, B: true, C: {d: [1]}, D: 1.50, 'E F': ''}, err: 'e.log', treekill: false, port: '80', cwd: null}
                """)
            .apps()
            .get(0);
    assertEquals("7", app.text("name").orElseThrow());
    assertEquals(List.of("one", "two three"), app.words("args"));
    assertEquals(List.of("--a b", "1"), app.words("node_args"));
    assertEquals(Duration.ofSeconds(3), app.millis("kill_timeout").orElseThrow());
    assertEquals(StopSignal.SIGTERM, app.signal("kill_signal").orElseThrow());
    assertEquals(Duration.ofMinutes(2), app.millis("min_uptime").orElseThrow());
    assertEquals(0, app.instances().orElseThrow());
    assertEquals(List.of(0, 1), app.integers("stop_exit_codes"));
    assertFalse(app.flag("autorestart", true));
    assertFalse(app.flag("treekill", true));
    assertEquals(
        Map.of("A", "1", "B", "true", "C", "{\"d\":[1]}", "D", "1.5", "E F", ""),
        app.variables("env"));
    assertEquals("e.log", app.text("error_file").orElseThrow());
    assertFalse(app.has("cwd"));
  }

  @Test
  void tellsAllProblemsOfAllAppsAtOnce() {
    assertEquals(
        List.of(
            "cannot use app 'web' of 'FILE': unknown attribute 'kil_timeout'; did you mean 'kill_timeout'?",
            "cannot use app 'web' of 'FILE': 'max_restarts' must be a whole number, 0 or more, not -1",
            "cannot use app 2 of 'FILE': 'autorestart' must be true or false, not \"maybe\"",
            "cannot use app 2 of 'FILE': unknown attribute 'zzzzzzzzz'",
            "cannot use app 2 of 'FILE': 'cmd' is given twice, as an alias too",
            "cannot use app 3 of 'FILE': it is not an object"),
        problems(
            "apps.json",
            """
            [{name: 'web', script: 'a', kil_timeout: 1, max_restarts: -1},
             {script: 'a', autorestart: 'maybe', zzzzzzzzz: 1, cmd: 'b'}, 5]
            """));
  }

  @Test
  void keepsWhatALaterVersionBringsAndWarns() throws IOException {
    ProcessFile file =
        read(
            "apps.json",
            "{deploy: {}, apps: [{script: 'a', force: true, env_production: {A: 1}, post_update: 'make all'}]}");
    assertEquals(
        Map.of("force", true, "post_update", List.of("make", "all")), file.apps().get(0).later());
    assertEquals(Map.of("env_production", Map.of("A", "1")), file.apps().get(0).environments());
    List<String> warnings = file.warnings().stream().map(Problem::message).toList();
    assertEquals(3, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).contains("'deploy'"), warnings.get(0));
    assertTrue(warnings.get(1).contains("'force' is kept"), warnings.get(1));
    assertEquals(
        List.of(),
        read(
                "apps.json",
                "{script: 'a', vizion: false, pmx: 'false', write: false, disable_trace: true}")
            .warnings());
    file = read("apps.json", "{script: 'a', exec_mode: 'cluster'}");
    assertEquals(List.of(), file.warnings());
    assertTrue(file.apps().get(0).flag("exec_mode", false));
    assertEquals(List.of(), read("apps.json", "{script: 'a', exec_mode: 'fork'}").warnings());
  }

  @Test
  void readsYamlByTheCoreSchema() throws IOException {
    Attributes app =
        read(
                "apps.yaml",
                """
                apps:
                  - script: a.py
                    args: [--x, 'y z']
                    kill_timeout: 3000
                    merge_logs: true
                    env: {A: no, B: 22:22, C: 012, D: 2026-11-21, E: ~, F: 1.5, G: 0x1F, H: yes, I: .5}
                """)
            .apps()
            .get(0);
    assertEquals(
        Map.of(
            "A",
            "no",
            "B",
            "22:22",
            "C",
            "012",
            "D",
            "2026-11-21",
            "E",
            "null",
            "F",
            "1.5",
            "G",
            "0x1F",
            "H",
            "yes",
            "I",
            "0.5"),
        app.variables("env"));
    assertTrue(app.flag("merge_logs", false));
  }

  @Test
  void refusesYamlThatIsATrapOrTorn() {
    assertTrue(problems("a.yml", "a: &a [*a]").get(0).contains("deeper than allowed"));
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertEquals(1, problems("a.yml", laughs.toString()).size());
    assertTrue(problems("a.yml", "script: [").get(0).contains("line 1"));
    assertTrue(
        problems("a.yml", "a: !!java.io.File [x]").get(0).contains("cannot read process file"));
    assertEquals(1, problems("a.yml", "a: !!binary aGk=").size());
    assertEquals(1, problems("a.yml", "script: a\nscript: b").size());
    assertEquals(1, problems("a.yml", "[".repeat(10_000)).size());
  }

  @Test
  void runsAJavaScriptFileInItsFolderWithTheCallersEnvironment() throws IOException {
    assumeTrue(Programs.find("node", caller().path()).isPresent(), "needs Node");
    Files.writeString(folder.resolve("name.txt"), "from a file");
    String body =
        """
        console.log('noise'); process.stdout.write('[1]'); require('child_process').execSync('echo more', {stdio: 'inherit'});
        const app = {script: 'a.js', name: require('fs').readFileSync('name.txt', 'utf8'), args: [process.env.MINE]};
        """;
    for (String[] file :
        List.of(
            new String[] {"it's a.config.js", body + "module.exports = {apps: [app]};"},
            new String[] {
              "b.config.cjs", body + "exports.apps = [app]; setInterval(() => {}, 1000);"
            },
            new String[] {
              "c.config.mjs",
              "import {createRequire} from 'module'; const require = createRequire(import.meta.url);\n"
                  + body
                  + "export default {apps: [app]};"
            })) {
      Attributes app = read(file[0], file[1]).apps().get(0);
      assertEquals("from a file", app.text("name").orElseThrow(), file[0]);
      assertEquals(List.of("my $value\n"), app.words("args"));
    }
  }

  @Test
  void showsWhatNodeSaysOfABadFile() {
    assumeTrue(Programs.find("node", caller().path()).isPresent(), "needs Node");
    String thrown = problems("a.config.js", "throw new Error('no luck')").get(0);
    assertTrue(thrown.contains("Error: no luck") && thrown.contains("(FILE:1:"), thrown);
    assertTrue(problems("a.config.js", "module.exports = {").get(0).contains("SyntaxError"));
    assertTrue(
        problems("a.config.js", "module.exports = undefined").get(0).contains("exports nothing"));
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    Caller poor = new Caller("/", Map.of("PATH", "/nowhere"), new HomeLayout(folder), 2);
    Path file = Files.writeString(folder.resolve("a.config.js"), "");
    String message =
        assertThrows(ProblemsException.class, () -> ProcessFile.read(file, poor)).getMessage();
    assertTrue(message.contains("apt install nodejs"), message);
    Path missing = folder.resolve("none.json");
    message =
        assertThrows(ProblemsException.class, () -> ProcessFile.read(missing, poor)).getMessage();
    assertEquals("cannot read process file '" + missing + "': there is no such file", message);
    Path directory = Files.createDirectory(folder.resolve("d.json"));
    message =
        assertThrows(ProblemsException.class, () -> ProcessFile.read(directory, poor)).getMessage();
    assertTrue(message.endsWith("it is not a plain file"), message);
  }

  @Test
  void knowsProcessFilesByTheirNames() {
    for (String name :
        List.of(
            "a.json", "a.yml", "a.yaml", "ecosystem.config.js", "x.config.mjs", "x.config.cjs")) {
      assertTrue(ProcessFile.isNamedLikeOne(name), name);
    }
    for (String name : List.of("a.js", "config.js", "json", "a.config.ts")) {
      assertFalse(ProcessFile.isNamedLikeOne(name), name);
    }
  }

  @Test
  void json5IsOneToo() throws Exception {
    String text = "// mine\n{apps: [{name: 'web', script: '/bin/true', args: ['a',],},]}\n";
    assertEquals(List.of("web"), names(read("a.json5", text)));
  }

  private static List<String> names(ProcessFile file) {
    return file.apps().stream().map(AppResolver::name).toList();
  }

  private Caller caller() {
    Map<String, String> environment =
        Map.of("PATH", Programs.USUAL_PATH, "MINE", "my $value\n", "ODD", "\udcff", "A=B", "c");
    return new Caller("/", environment, new HomeLayout(folder), 2);
  }

  private ProcessFile read(String name, String text) throws IOException {
    return ProcessFile.read(Files.writeString(folder.resolve(name), text), caller());
  }

  /** With the file's path as FILE. */
  private List<String> problems(String name, String text) {
    ProblemsException e = assertThrows(ProblemsException.class, () -> read(name, text), text);
    String path = folder.resolve(name).toString();
    return e.problems().stream().map(p -> p.message().replace(path, "FILE")).toList();
  }
}
