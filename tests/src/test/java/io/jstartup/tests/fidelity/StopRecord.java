package io.jstartup.tests.fidelity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a process of the recorder wrote when it was stopped. Times are ms of the machine's monotonic clock.
 *
 * @param signals the numbers of those that came, in their order
 * @param first when the first one was seen
 * @param earliest when at the earliest the first one came
 * @param left when it left by itself
 */
record StopRecord(List<Integer> signals, long first, long earliest, OptionalLong left) {
  /** From lines of {@code signal NUMBER MS}, {@code earliest 0 MS} and {@code left 0 MS}. */
  static StopRecord parse(List<String> lines) {
    List<String[]> words = lines.stream().map(line -> line.split(" ")).toList();
    List<String[]> signals = words.stream().filter(line -> line[0].equals("signal")).toList();
    long first = signals.isEmpty() ? 0 : Long.parseLong(signals.get(0)[2]);
    return new StopRecord(
        signals.stream().map(line -> Integer.valueOf(line[1])).toList(),
        first,
        time("earliest", words).orElse(first),
        time("left", words));
  }

  private static OptionalLong time(String what, List<String[]> words) {
    return words.stream()
        .filter(line -> line[0].equals(what))
        .mapToLong(line -> Long.parseLong(line[2]))
        .findFirst();
  }

  /** It was there for its stop timeout, give or take a fifth. */
  void assertKilledAfter(int timeout, byte[] lastAlive) {
    assertKilledAfter(timeout, timeout * 6 / 5, lastAlive);
  }

  /**
   * The same, with another upper limit. On a busy machine the app sees its signal late and shows life seldom; it says how late and how
   * seldom at the most, so that both ends are known to lie between two times. What time it did not get itself, whoever was to kill it
   * did not get either.
   *
   * @param lastAlive the time of its last sign of life, the longest time between two, and for how long it wanted to run in vain
   */
  void assertKilledAfter(int timeout, int most, byte[] lastAlive) {
    assertFalse(left.isPresent());
    String[] words = new String(lastAlive, US_ASCII).strip().split(" ");
    long last = Long.parseLong(words[0]);
    long shortest = last - first - Long.parseLong(words[2]);
    long longest = last + Long.parseLong(words[1]) - earliest;
    assertTrue(
        longest >= timeout * 4 / 5 && shortest <= most,
        "killed after " + shortest + " to " + longest + " ms, its timeout is " + timeout);
  }

  void assertLeftAfter(int millis) {
    assertTrue(left.isPresent(), "it was killed");
    long lived = left.getAsLong() - first;
    assertTrue(lived >= millis, "it left after " + lived + " ms");
  }
}
