package io.jstartup.platforms.os.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadFilePagesTest {
  private static final int ALL_DIGITS = 1840; // of 0, 7, 14 ... 3493

  /** With 1, the JVM maps its archive elsewhere and writes the addresses in it anew: these pages exist in no file. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void releasesWhatIsInTheFilesAndNothingElse(int relocation) throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/smaps")), "Linux only");
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=" + relocation,
                "-cp",
                System.getProperty("java.class.path"),
                Reading.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, java.waitFor(), said);
    String[] figures =
        said.lines().reduce("", (before, line) -> line).split(" "); // Java 25 warns first
    assertEquals(ALL_DIGITS, Integer.parseInt(figures[2]));
    long released = Long.parseLong(figures[0]) - Long.parseLong(figures[1]);
    assertTrue(released > 3000, said);
  }
}
