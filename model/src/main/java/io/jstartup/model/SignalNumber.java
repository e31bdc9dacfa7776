package io.jstartup.model;

import java.util.OptionalInt;

/** Any signal that can be sent, by Linux's numbers on x86 and ARM (signal(7)). */
public final class SignalNumber {
  private SignalNumber() {}

  /** From {@code SIGUSR2}, {@code usr2} or {@code 12}; empty when it names no signal. */
  public static OptionalInt parse(String text) {
    return StopSignal.parse(text)
        .map(StopSignal::number)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }
}
