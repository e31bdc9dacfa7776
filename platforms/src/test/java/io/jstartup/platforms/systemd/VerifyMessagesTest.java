package io.jstartup.platforms.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.platforms.CommandOutput;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VerifyMessagesTest {
  private static List<String> complaints(int exitCode, String error) {
    return VerifyMessages.complaints(
        new CommandOutput(exitCode, "", error),
        "a.service",
        Path.of("/etc/systemd/system/a.service"));
  }

  @Test
  void silenceIsConsent() {
    assertEquals(List.of(), complaints(0, ""));
  }

  @Test
  void aMessageAboutOurUnitCountsWhateverTheExitCode() {
    String said =
        "/etc/systemd/system/a.service:3: Unknown key name 'X' in section 'Unit', ignoring.";
    assertEquals(List.of(said), complaints(0, said + "\n"));
    assertEquals(
        List.of("a.service: Command /x is not executable: No such file or directory"),
        complaints(1, "a.service: Command /x is not executable: No such file or directory\n"));
  }

  @Test
  void aMessageAboutAnotherUnitDoesNotCount() {
    assertEquals(List.of(), complaints(1, "/lib/systemd/system/b.service:9: Failed to parse\n"));
  }

  @Test
  void aFailureWithoutAWordCounts() {
    assertEquals(List.of("it ended with exit code 1 and said nothing"), complaints(1, ""));
  }
}
