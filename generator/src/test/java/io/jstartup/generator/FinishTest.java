package io.jstartup.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.render.TemplateRenderer;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.PlannedFile;
import io.jstartup.platforms.detect.MachineFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runit and s6 run when the supervisor has ended, with stand-ins for their tools and for jstartup. */
final class FinishTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "runit, 'run, got TERM, want down', -1", // killed at its limit
    "runit, 'finish, want down', 1", // crashed
    "runit, 'finish, got TERM, want exit', 143", // before it had seen its apps
    "s6, false, 256",
    "s6, false, 1",
    "s6, false, 143"
  })
  void appsThatNoSuccessorWillTakeOverAreStopped(String init, String state, String code)
      throws IOException, InterruptedException {
    assertEquals("0 [kill --left-behind]", finish(init, state, code));
  }

  @ParameterizedTest
  @CsvSource({"runit, finish, -1", "runit, finish, 1", "s6, true, 256", "s6, true, 1"})
  void afterACrashTheyAreTheSuccessors(String init, String state, String code)
      throws IOException, InterruptedException {
    assertEquals("0 []", finish(init, state, code));
  }

  @ParameterizedTest
  @CsvSource({
    "runit, 'finish, got TERM, want down', 0",
    "runit, 'finish, want exit', 78",
    "s6, false, 0",
    "s6, false, 78"
  })
  void afterAnEndInOrderNothingIsLeftToDo(String init, String state, String code)
      throws IOException, InterruptedException {
    assertEquals("0 []", finish(init, state, code));
  }

  @ParameterizedTest
  @CsvSource({"0", "78", "143"})
  void anEndThatTheInitSystemHasNotAskedForIsWanted(String code)
      throws IOException, InterruptedException {
    assertEquals("0 [sv down " + service("runit") + "]", finish("runit", "finish", code));
    Files.delete(folder.resolve("calls"));
    assertEquals("125 []", finish("s6", "true", code));
  }

  @Test
  void s6GivesItTheTimeThatTheAppsHave() throws IOException {
    assertEquals("17000\n", render("s6", "timeout-finish"));
  }

  /** The exit code of the script, and what it has called. */
  private String finish(String init, String state, String code)
      throws IOException, InterruptedException {
    tool("jstartup", "echo \"$*\" >>" + folder + "/calls");
    tool("sv", "echo \"sv $*\" >>" + folder + "/calls");
    tool("s6-svstat", "if [ \"$*\" = '-o wantedup .' ]; then echo " + state + "; fi");
    Files.createDirectories(folder.resolve("supervise"));
    Files.writeString(folder.resolve("supervise/stat"), state + "\n");
    Path script = folder.resolve("finish");
    Files.writeString(script, render(init, "finish"));
    ProcessBuilder builder =
        new ProcessBuilder("sh", script.toString(), code, "9")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    builder.environment().put("PATH", folder + ":/usr/bin:/bin");
    Process process = builder.start();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals("", Files.readString(folder.resolve("output")));
    Path calls = folder.resolve("calls");
    List<String> called = Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    return process.exitValue() + " " + called;
  }

  private void tool(String name, String line) throws IOException {
    Path tool = folder.resolve(name);
    Files.writeString(tool, "#!/bin/sh\n" + line + "\n");
    assertTrue(tool.toFile().setExecutable(true));
  }

  private static String service(String init) {
    return (init.equals("runit") ? "/etc/sv" : "/service") + "/jstartup-test";
  }

  private String render(String init, String name) {
    BootHook hook =
        new BootHook(
            new Account(System.getProperty("user.name"), 0, 0, folder),
            folder,
            folder.resolve("it's $HOME"),
            "jstartup-test",
            folder.resolve("jstartup"),
            Path.of("/usr"),
            "/usr/bin:/bin",
            false,
            Duration.ofSeconds(1));
    MachineFacts facts = new MachineFacts(folder.resolve("machine"), "Linux", Map.of());
    PlannedFile file =
        InitSystems.named(init).plan(hook, facts, 0).files().stream()
            .filter(it -> it.path().equals(Path.of(service(init), name)))
            .findFirst()
            .orElseThrow();
    return new String(new TemplateRenderer().render(file), UTF_8);
  }
}
