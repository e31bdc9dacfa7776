package io.jstartup.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Any signal that can be sent, by Linux's numbers on x86 and ARM (signal(7)). */
public final class SignalNumber {
  private static final int LAST = 64;

  /** Those that are no sensible way to ask an app to stop. */
  private static final Map<String, Integer> OTHERS =
      Map.ofEntries(
          Map.entry("ILL", 4),
          Map.entry("TRAP", 5),
          Map.entry("BUS", 7),
          Map.entry("FPE", 8),
          Map.entry("SEGV", 11),
          Map.entry("CHLD", 17),
          Map.entry("STOP", 19),
          Map.entry("TSTP", 20),
          Map.entry("TTIN", 21),
          Map.entry("TTOU", 22),
          Map.entry("URG", 23),
          Map.entry("XCPU", 24),
          Map.entry("XFSZ", 25),
          Map.entry("SYS", 31));

  private SignalNumber() {}

  /** From {@code SIGUSR2}, {@code usr2} or {@code 12}; empty when it names no signal. */
  public static OptionalInt parse(String text) {
    if (text.matches("\\d{1,2}")) {
      int number = Integer.parseInt(text);
      return number >= 1 && number <= LAST ? OptionalInt.of(number) : OptionalInt.empty();
    }
    Optional<StopSignal> usual = StopSignal.parse(text);
    if (usual.isPresent()) {
      return OptionalInt.of(usual.get().number());
    }
    Integer other = OTHERS.get(text.toUpperCase(Locale.ROOT).replaceFirst("^SIG", ""));
    return other == null ? OptionalInt.empty() : OptionalInt.of(other);
  }
}
