package io.jstartup.model;

import java.time.Duration;
import java.util.Optional;

/**
 * What happens before an app is asked to stop, so that a load balancer's health check sees it leave first. {@code ${NAME}} in a text
 * stands for a variable of the app's environment.
 *
 * @param file is made, empty, relative to the app's folder; removed at the next start
 * @param http an {@code http://} address that gets a POST and is waited for
 * @param timeout how long for, at most
 * @param delay the wait after both
 */
public record DrainPolicy(
    Optional<String> file, Optional<String> http, Duration timeout, Duration delay) {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  /** For {@code timeout} and {@code delay}: more would hold up a machine's shutdown. */
  public static final Duration LONGEST = Duration.ofHours(1);

  /** It is asked to stop at once. */
  public static final DrainPolicy NONE =
      new DrainPolicy(Optional.empty(), Optional.empty(), DEFAULT_TIMEOUT, Duration.ZERO);

  /** Whether there is nothing to do. */
  public boolean none() {
    return file.isEmpty() && http.isEmpty() && delay.isZero();
  }

  /** How long it can take. */
  public Duration longest() {
    return http.isPresent() ? timeout.plus(delay) : delay;
  }
}
