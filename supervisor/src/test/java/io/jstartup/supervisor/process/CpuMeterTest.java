package io.jstartup.supervisor.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CpuMeterTest {
  private static final long MILLI = 1_000_000;

  private final CpuMeter meter = new CpuMeter();

  @Test
  void isThePartOfOneCoreSinceTheReadingBefore() {
    meter.restart(0);
    assertEquals(25.0, meter.read(250 * MILLI, 1000 * MILLI));
    assertEquals(150.0, meter.read(1750 * MILLI, 2000 * MILLI));
    meter.restart(2000 * MILLI);
    assertEquals(1.0, meter.read(10 * MILLI, 3000 * MILLI), "of the new process");
  }

  @Test
  void aTickInAMomentIsNoLoad() {
    meter.restart(0);
    assertEquals(0.0, meter.read(30 * MILLI, 10 * MILLI), "three ticks in 10 ms");
    assertEquals(5.0, meter.read(50 * MILLI, 1000 * MILLI), "that moment counts all the same");
    assertEquals(5.0, meter.read(60 * MILLI, 1001 * MILLI), "as a moment ago");
  }

  @Test
  void ofAProcessThatItDidNotSeeStartItFirstKnowsNothing() {
    assertEquals(0.0, meter.read(90_000 * MILLI, 5 * MILLI));
    assertEquals(10.0, meter.read(90_100 * MILLI, 1005 * MILLI));
  }
}
