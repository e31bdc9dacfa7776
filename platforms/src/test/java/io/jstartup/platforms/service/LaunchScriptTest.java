package io.jstartup.platforms.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.model.LogFiles;
import io.jstartup.model.OsText;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.WatchPolicy;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.ready.ReadyPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the script says, read by real shells: any bytes arrive, and nothing else does. */
final class LaunchScriptTest {
  /** Writes its arguments and its environment, each ended by a NUL. */
  private static final String RECORDER =
      "import os,sys\n"
          + "out=sys.stdout.buffer\n"
          + "for a in sys.argv[1:]: out.write(os.fsencode(a)+b'\\0')\n"
          + "out.write(b'\\0')\n"
          + "for n,v in os.environb.items(): out.write(n+b'='+v+b'\\0')\n"
          + "out.write(os.getcwdb()+b'\\0')\n";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"dash", "busybox sh"})
  void carriesAnyBytesInArgumentsAndVariables(String shell) throws Exception {
    Random random = new Random(2026);
    for (int i = 0; i < 40; i++) {
      List<String> args = new ArrayList<>();
      Map<String, String> env = new LinkedHashMap<>();
      for (int j = random.nextInt(6); j > 0; j--) {
        args.add(anything(random));
        env.put("V" + j, anything(random));
      }
      env.put("PWD", "/not/here");
      env.put("PYTHONCOERCECLOCALE", "0"); // python's own addition
      if (random.nextBoolean()) {
        env.put("PATH", "/nowhere");
      }
      SavedInstance saved = saved(args, env, folder.resolve("out"));
      assertTrue(LaunchScript.carries(saved));
      assertEquals(expected(args, env), run(shell, saved), "seed 2026, app " + i);
    }
  }

  @Test
  void namesThatShellsCanNotCarryAreLeftToTheRunner() {
    for (String name : List.of("BASH_FUNC_a%%", "a.b", "1", "", "OPTIND", "a b", "\u00e4")) {
      assertFalse(
          LaunchScript.carries(saved(List.of(), Map.of(name, "x"), folder.resolve("out"))), name);
    }
  }

  /** Each app that was started from bash has it. */
  @ParameterizedTest
  @ValueSource(strings = {"dash", "busybox sh"})
  void whatBashCalledTheCommandThatStartedJstartupIsLeftOut(String shell) throws Exception {
    Map<String, String> env = Map.of("A", "a", "PYTHONCOERCECLOCALE", "0");
    Map<String, String> ofBash = new LinkedHashMap<>(env);
    ofBash.put("_", "/usr/bin/jstartup");
    SavedInstance saved = saved(List.of(), ofBash, folder.resolve("out"));
    assertTrue(LaunchScript.carries(saved));
    assertEquals(expected(List.of(), env), run(shell, saved));
  }

  /** The characters of all shells, control characters, and bytes that are no UTF-8 or that dash uses itself. */
  private static String anything(Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] special = "'\"\\$`\n\t !*?[]{}()<>|&;#~%=^\r".getBytes(UTF_8);
    for (int i = random.nextInt(60); i > 0; i--) {
      bytes.write(
          random.nextBoolean() ? special[random.nextInt(special.length)] : 1 + random.nextInt(255));
    }
    return OsText.decode(bytes.toByteArray());
  }

  private SavedInstance saved(List<String> args, Map<String, String> env, Path out) {
    List<String> all = new ArrayList<>(List.of("-c", RECORDER));
    all.addAll(args);
    Launch launch =
        new Launch(
            "/usr/bin/python3", all, Launch.NO_INTERPRETER, List.of(), folder.toString(), env);
    AppSpec app =
        new AppSpec(
            "it's $app",
            AppSpec.DEFAULT_NAMESPACE,
            launch,
            1,
            AppSpec.DEFAULT_INSTANCE_VAR,
            "",
            false,
            true,
            StopPolicy.DEFAULT,
            RestartPolicy.DEFAULT,
            new LogFiles(out.toString(), out + "-error", true),
            "",
            AppSpec.DEFAULT_LISTEN_TIMEOUT,
            ReadyPolicy.AT_ONCE,
            Execution.INHERITED,
            WatchPolicy.OFF,
            Map.of());
    return new SavedInstance(app, 0, "id", true);
  }

  private List<String> expected(List<String> args, Map<String, String> env) {
    List<String> lines = new ArrayList<>(args);
    lines.add("");
    Map<String, String> all = new TreeMap<>(env);
    all.put("name", "it's $app");
    all.put("NODE_APP_INSTANCE", "0");
    all.forEach((name, value) -> lines.add(name + "=" + value));
    lines.add(folder.toString());
    return lines;
  }

  private List<String> run(String shell, SavedInstance saved) throws Exception {
    boolean here = Files.isExecutable(Path.of("/usr/bin/" + shell.split(" ")[0]));
    assumeTrue("true".equals(System.getenv("CI")) || here, shell);
    Path script = folder.resolve("script");
    Files.write(script, OsText.encode(LaunchScript.of(saved)));
    Path out = folder.resolve("out");
    Files.deleteIfExists(out);
    List<String> command = new ArrayList<>(List.of("env", "-i"));
    command.addAll(List.of(("/usr/bin/" + shell).split(" ")));
    command.add("-s");
    int code = new ProcessBuilder(command).redirectInput(script.toFile()).start().waitFor();
    assertEquals(0, code);
    return lines(Files.readAllBytes(out), saved);
  }

  /** The variables sorted: their order is the shell's. */
  private static List<String> lines(byte[] bytes, SavedInstance saved) throws IOException {
    List<String> all = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        all.add(OsText.decode(Arrays.copyOfRange(bytes, from, i)));
        from = i + 1;
      }
    }
    int first = saved.app().launch().args().size() - 1;
    all.subList(first, all.size() - 1).sort(null);
    return all;
  }
}
