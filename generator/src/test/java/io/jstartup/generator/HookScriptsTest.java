package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of all hooks, usual and hostile, as shells and their checkers read them; a checker that is not here is left out, but not in continuous integration. */
final class HookScriptsTest {
  @TempDir Path folder;

  private List<String> scripts() throws IOException {
    List<String> paths = new ArrayList<>();
    for (RenderedFile file : HookGoldenTest.scripts(folder.resolve("machine")).toList()) {
      if (file.text().startsWith("#!")) {
        Path script = folder.resolve(paths.size() + "-" + file.path().getFileName());
        Files.write(script, file.content());
        paths.add(script.toString());
      }
    }
    assertTrue(paths.size() > 1, paths.toString());
    return paths;
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash", "bash --posix", "busybox sh", "ksh", "mksh"})
  void areReadByEveryShell(String shell) throws IOException, InterruptedException {
    for (String script : scripts()) {
      assertSilent(List.of(shell.split(" ")), List.of("-n", script));
    }
  }

  @Test
  void shellcheckFindsNothing() throws IOException, InterruptedException {
    // SC2016: what is in single quotes is not to be expanded. SC1090, SC1091: the system's own
    // files
    assertSilent(
        List.of("shellcheck"),
        List.of("-s", "sh", "-e", "SC2016,SC2089,SC2090,SC1003,SC1090,SC1091"),
        scripts());
  }

  @Test
  void checkbashismsFindsNothing() throws IOException, InterruptedException {
    List<String> said = said(List.of("checkbashisms"), List.of("-f"), scripts()).lines().toList();
    List<String> found = new ArrayList<>();
    for (int i = 0; i + 1 < said.size(); i += 2) {
      if (!isNone(said.get(i), said.get(i + 1))) {
        found.add(said.get(i) + " " + said.get(i + 1));
      }
    }
    assertEquals(List.of(), found);
  }

  /** POSIX.1-2024 has {@code ulimit -S -n}, and it takes what stands in quotes behind {@code '\\''} for code. */
  private static boolean isNone(String finding, String line) {
    return finding.endsWith("(ulimit):") || line.startsWith("JSTARTUP_HOME='");
  }

  @SafeVarargs
  private static void assertSilent(List<String>... parts) throws IOException, InterruptedException {
    assertEquals("", said(parts), () -> parts[0].toString());
  }

  @SafeVarargs
  private static String said(List<String>... parts) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    for (List<String> part : parts) {
      command.addAll(part);
    }
    assumeTrue(
        "true".equals(System.getenv("CI")) || installed(command.get(0)),
        command.get(0) + " is not installed");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    assertTrue(exit == 0 || !said.isEmpty(), command + " ended with " + exit);
    return said;
  }

  private static boolean installed(String tool) {
    for (String path : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(path, tool))) {
        return true;
      }
    }
    return false;
  }
}
