package io.jstartup.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class StopSignalTest {
  @Test
  void eachNumberThatCanBeSentIsOne() {
    for (int number = 1; number <= 64; number++) {
      StopSignal signal = StopSignal.parse(Integer.toString(number)).orElseThrow();
      assertEquals(number, signal.number());
      assertEquals(Optional.of(signal), StopSignal.parse(signal.name()));
      assertEquals(number, SignalNumber.parse(signal.shortName()).orElseThrow());
    }
    assertEquals(64, StopSignal.values().length);
  }

  @Test
  void namesAreTakenInAnySpelling() {
    assertEquals(Optional.of(StopSignal.SIGUSR2), StopSignal.parse(" usr2 "));
    assertEquals(Optional.of(StopSignal.SIGSEGV), StopSignal.parse("SigSegv"));
    for (String text : new String[] {"", "0", "65", "-2", "SIG", "SIGNONE", "2.0", "02"}) {
      assertEquals(Optional.empty(), StopSignal.parse(text), text);
    }
  }
}
