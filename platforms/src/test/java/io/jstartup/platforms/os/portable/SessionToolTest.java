package io.jstartup.platforms.os.portable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SessionToolTest {
  private static final int SIGINT_AND_SIGQUIT = 0b110;

  @Test
  void perlMakesASessionAndListensToTheSignalsAgain() {
    SessionTool perl = SessionTool.perl();
    assumeTrue(perl.exists(), "needs perl");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", "trap '' INT QUIT; exec \"$@\"", "sh"));
    command.addAll(perl.around(List.of("/bin/cat", "/proc/self/stat", "/proc/self/status")));
    String said = Tool.output(command.toArray(String[]::new)).orElseThrow();
    String[] stat = said.split(" ", 7);
    assertEquals(stat[0], stat[5], "it leads its session");
    for (String mask : List.of("SigIgn:", "SigBlk:")) {
      String line = said.lines().filter(it -> it.startsWith(mask)).findFirst().orElseThrow();
      assertEquals(0, Long.parseLong(line.substring(7).strip(), 16) & SIGINT_AND_SIGQUIT, line);
    }
    assertTrue(said.contains("Name:\tcat"));
  }
}
