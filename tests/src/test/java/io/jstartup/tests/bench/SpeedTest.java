package io.jstartup.tests.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.tests.rig.Ci;
import io.jstartup.tests.rig.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What we promise about speed holds against PM2, measured here and now. */
final class SpeedTest {
  /** What has a promise that a busy machine keeps, too; all figures are for whoever runs the command without this. */
  private static final String ENFORCED = "list,hundred,logs,many,reload";

  private static final Path PM2 = Path.of(System.getProperty("jstartup.pm2"));

  @Test
  void keepsItsPromisesAgainstPm2() throws IOException, InterruptedException {
    assumeTrue(
        Ci.runs() || Files.isExecutable(PM2), "PM2 is not there: ./run-tests gets it with npm");
    Process compare =
        new ProcessBuilder(
                Distribution.repository().resolve("tests/bench/compare").toString(),
                "--jstartup",
                Distribution.program().toString(),
                "--pm2",
                PM2.toString(),
                "--only",
                ENFORCED,
                "--check",
                "--enforced")
            .redirectErrorStream(true)
            .start();
    compare.getOutputStream().close();
    String figures = new String(compare.getInputStream().readAllBytes(), UTF_8);
    System.out.print(figures);
    assertEquals(0, compare.waitFor(), figures);
  }
}
