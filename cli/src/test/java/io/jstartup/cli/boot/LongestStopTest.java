package io.jstartup.cli.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.model.StopPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LongestStopTest {
  private static final String APP =
      """
      {"name": "a", "pm_exec_path": "/bin/sleep", "pm_cwd": "/tmp", "args": ["9"], "exec_interpreter": "none", "env": {},
       "pm_out_log_path": "/tmp/o", "pm_err_log_path": "/tmp/e", "status": "stopped", "kill_timeout": %d}""";

  /** Three bytes of each are some thirty when they are read. */
  private static final String LARGE = "{\"a\": [" + "[],".repeat(100_000) + "[]]}";

  @TempDir Path folder;

  private static Duration in(String list) {
    return LongestStop.in(list.getBytes(UTF_8));
  }

  @Test
  void isTheLongestOfTheEntriesThatCanBeUsed() {
    assertEquals(StopPolicy.DEFAULT_TIMEOUT, in("[]"));
    assertEquals(StopPolicy.DEFAULT_TIMEOUT, in("{}"));
    String entries = APP.formatted(700) + "," + APP.formatted(9000) + "," + APP.formatted(800);
    assertEquals(Duration.ofSeconds(9), in("[null, {}, " + entries + "]"));
  }

  @Test
  void aListThatWouldFillTheMemoryAsAWholeIsRead() throws Exception {
    Path dump = folder.resolve("dump.pm2");
    Files.writeString(dump, "[" + (LARGE + ",").repeat(50) + APP.formatted(9000) + "]");
    Path out = folder.resolve("out");
    Path java = Path.of(System.getProperty("java.home"), "bin/java");
    Process process =
        new ProcessBuilder(
                List.of(
                    java.toString(),
                    "-Xmx100m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Reader.class.getName(),
                    dump.toString()))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertEquals(0, process.waitFor(), Files.readString(out));
    assertEquals("PT9S", Files.readString(out).strip());
  }

  /** Prints what it finds. */
  static final class Reader {
    private Reader() {}

    public static void main(String[] args) throws Exception {
      byte[] found = (LongestStop.in(Files.readAllBytes(Path.of(args[0]))) + "\n").getBytes(UTF_8);
      new java.io.FileOutputStream(java.io.FileDescriptor.out).write(found);
    }
  }
}
