package io.jstartup.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ListenVariablesTest {
  @Test
  void namesTheDescriptorsThatThisProcessWasStartedWith() {
    assertEquals(
        Map.of(3, "shared-7", 4, "stored"),
        ListenVariables.descriptors(
            Map.of("LISTEN_PID", "42", "LISTEN_FDS", "2", "LISTEN_FDNAMES", "shared-7:stored"),
            42));
    assertEquals(
        Map.of(3, ""),
        ListenVariables.descriptors(Map.of("LISTEN_PID", "42", "LISTEN_FDS", "1"), 42));
  }

  @Test
  void takesNothingThatIsMeantForAnother() {
    assertEquals(
        Map.of(), ListenVariables.descriptors(Map.of("LISTEN_PID", "41", "LISTEN_FDS", "1"), 42));
    assertEquals(
        Map.of(), ListenVariables.descriptors(Map.of("LISTEN_PID", "42", "LISTEN_FDS", "-1"), 42));
    assertEquals(Map.of(), ListenVariables.descriptors(Map.of("LISTEN_FDS", "1"), 42));
    assertEquals(Map.of(), ListenVariables.descriptors(Map.of(), 42));
  }
}
