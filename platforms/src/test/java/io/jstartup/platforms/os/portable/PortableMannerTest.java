package io.jstartup.platforms.os.portable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.OperatingSystem.Usage;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.SpawnManner;
import io.jstartup.platforms.os.SpawnRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class PortableMannerTest {
  @TempDir private Path folder;

  private final PortableOperatingSystem os = PortableOperatingSystem.open();

  private SpawnRequest request(List<String> argv, SpawnManner manner) {
    String log = folder.resolve("log").toString();
    return new SpawnRequest(
        argv.get(0), argv, List.of("A=b"), "/", log, log, Optional.empty(), manner);
  }

  @Test
  void theUmaskIsItsOwnAndTheArgumentsAreWhatTheyWere() throws Exception {
    List<String> argv = List.of("/bin/sh", "-c", "umask; printf '%s\\n' \"$@\"", "0", "a  b", "$A");
    os.spawn(request(argv, new SpawnManner(List.of(), Optional.of(027), Optional.empty())));
    String said = "";
    while (!said.contains("$A\n")) {
      Thread.onSpinWait();
      said = Files.readString(folder.resolve("log"));
    }
    assertEquals("0027\na  b\n$A\n", said);
  }

  @Test
  void whatCanNotBeGivenIsRefusedAndNothingIsStarted() {
    List<String> argv = List.of("/usr/bin/touch", folder.resolve("started").toString());
    RunAs nobody = new RunAs(65_534, 65_534, List.of(65_534), "nobody");
    for (SpawnManner manner :
        List.of(
            new SpawnManner(List.of(), Optional.empty(), Optional.of(nobody)),
            new SpawnManner(List.of("/usr/bin/nice"), Optional.empty(), Optional.empty()))) {
      OsException refused =
          assertThrows(OsException.class, () -> os.spawn(request(argv, manner)).close());
      assertTrue(refused.getMessage().contains("only on Linux"), refused.getMessage());
      assertFalse(Files.exists(folder.resolve("started")));
    }
  }

  @Test
  void theMemoryOfEachIsWhatPsSays() throws IOException {
    List<Usage> usages = os.usage(List.of(os.pid(), Integer.MAX_VALUE, 1));
    assertTrue(usages.get(0).memory() > 1024 * 1024, usages.toString());
    assertEquals(0, usages.get(1).memory());
  }
}
