package io.jstartup.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A signal that can ask an app to stop, with its Linux number (signal(7); the numbers of x86 and ARM). Its name is spelled with SIG:
 * {@code SIGINT}.
 */
public enum StopSignal {
  SIGHUP(1),
  SIGINT(2),
  SIGQUIT(3),
  SIGABRT(6),
  SIGKILL(9),
  SIGUSR1(10),
  SIGUSR2(12),
  SIGPIPE(13),
  SIGALRM(14),
  SIGTERM(15),
  SIGSTKFLT(16),
  SIGCONT(18),
  SIGVTALRM(26),
  SIGPROF(27),
  SIGWINCH(28),
  SIGIO(29),
  SIGPWR(30);

  private final int number;

  StopSignal(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** {@code INT}: the name as LSB, dinit and kill(1) write it. */
  public String shortName() {
    return name().substring(3);
  }

  /** From {@code SIGINT}, {@code INT}, {@code sigint} or {@code 2}; empty when it names no signal of this list. */
  public static Optional<StopSignal> parse(String text) {
    String wanted = text.trim().toUpperCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(
            s ->
                wanted.equals(s.name())
                    || wanted.equals(s.shortName())
                    || wanted.equals(String.valueOf(s.number)))
        .findFirst();
  }
}
