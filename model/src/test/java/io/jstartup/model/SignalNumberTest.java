package io.jstartup.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SignalNumberTest {
  @Test
  void takesNamesWithAndWithoutSigAndNumbers() {
    assertEquals(OptionalInt.of(12), SignalNumber.parse("SIGUSR2"));
    assertEquals(OptionalInt.of(1), SignalNumber.parse("hup"));
    assertEquals(OptionalInt.of(19), SignalNumber.parse("STOP"));
    assertEquals(OptionalInt.of(11), SignalNumber.parse("sigsegv"));
    assertEquals(OptionalInt.of(64), SignalNumber.parse("64"));
  }

  @Test
  void refusesWhatIsNoSignal() {
    for (String text : new String[] {"", "0", "65", "-9", "SIGFOO", "SIG", "9.0", "SIGSIGHUP"}) {
      assertEquals(OptionalInt.empty(), SignalNumber.parse(text), text);
    }
  }
}
