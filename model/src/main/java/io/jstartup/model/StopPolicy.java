package io.jstartup.model;

import java.time.Duration;

/**
 * How an app is stopped: what comes before, the signal, at most this long for its handler, then SIGKILL.
 *
 * @param signal the stop signal
 * @param timeout {@code kill_timeout}, kept in whole ms; not negative
 * @param byMessage {@code shutdown_with_message}: a Node app is asked by the message {@code shutdown} in place of the signal
 * @param tree {@code treekill}: the signal goes to every process of the app, not to the main one only
 * @param drain what comes before; it takes nothing of {@code timeout}
 */
public record StopPolicy(
    StopSignal signal, Duration timeout, boolean tree, boolean byMessage, DrainPolicy drain) {
  /** PM2's own default for {@code kill_timeout}. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(1600);

  /** More than a day would block the machine's shutdown; longer values are refused where they come in. */
  public static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);

  public static final StopPolicy DEFAULT = new StopPolicy(StopSignal.SIGINT, DEFAULT_TIMEOUT, true);

  /** By the signal. */
  public StopPolicy(StopSignal signal, Duration timeout, boolean tree) {
    this(signal, timeout, tree, false);
  }

  /** Without a drain. */
  public StopPolicy(StopSignal signal, Duration timeout, boolean tree, boolean byMessage) {
    this(signal, timeout, tree, byMessage, DrainPolicy.NONE);
  }

  public StopPolicy withDrain(DrainPolicy newDrain) {
    return new StopPolicy(signal, timeout, tree, byMessage, newDrain);
  }

  /** From the wish to stop it to SIGKILL. */
  public Duration longest() {
    return drain.longest().plus(timeout);
  }
}
