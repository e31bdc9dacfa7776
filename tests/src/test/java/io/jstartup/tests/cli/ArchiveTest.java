package io.jstartup.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archives of loaded classes that the build makes: what is missing in one is never noticed but by its slowness. */
final class ArchiveTest {
  @TempDir private Path folder;

  @Test
  void theClientsHasEveryClassOfOursThatAListNeeds() throws Exception {
    try (Jstartup jstartup = new Jstartup(folder)) {
      jstartup.run("start", "/bin/sleep", "-n", "s", "--", "1000").expect(0);
      for (List<String> words : List.of(List.of("list"), List.of("jlist"), List.of("save"))) {
        assertEquals(List.of(), loadedFromJars(jstartup, words), words.toString());
      }
    }
  }

  private static List<String> loadedFromJars(Jstartup jstartup, List<String> words)
      throws Exception {
    Path lib = Jstartup.distribution().resolve("lib");
    Path archive = lib.resolve("archive").resolve(System.getProperty("java.version"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-Xlog:class+load=info", "-XX:+UseSerialGC"));
    command.add("-XX:SharedArchiveFile=" + archive.resolve("client"));
    command.addAll(List.of("-cp", lib.resolve("jstartup-cli.jar").toString()));
    command.add("io.jstartup.cli.Main");
    command.addAll(words);
    return jstartup
        .run(command)
        .expect(0)
        .stdout()
        .lines()
        .filter(line -> line.contains(" source: ") && line.contains(lib.toString()))
        .toList();
  }
}
