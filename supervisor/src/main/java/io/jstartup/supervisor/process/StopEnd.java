package io.jstartup.supervisor.process;

import io.jstartup.supervisor.restart.RestartDecision;
import io.jstartup.supervisor.restart.RestartDecision.Verdict;
import java.time.Duration;
import java.util.Optional;

/**
 * What the end of a stop under way leads to when the instance is still to run then.
 *
 * @param again whether a start is a restart, and not its first start after it was down
 * @param verdict what comes instead of a start at once; empty: nothing does
 * @param reason of the verdict
 */
public record StopEnd(boolean again, Optional<Verdict> verdict, String reason) {
  /** A first start. Also when nothing is known, or there is no stop. */
  public static final StopEnd NONE = new StopEnd(false, Optional.empty(), "");

  static StopEnd of(Instance instance) {
    RestartDecision decision = instance.afterStop;
    boolean again = instance.stopRun != null && instance.startsAgain;
    return new StopEnd(
        again,
        Optional.ofNullable(decision).map(RestartDecision::verdict),
        decision == null ? "" : decision.reason());
  }

  void restore(Instance instance) {
    instance.startsAgain = again;
    instance.afterStop =
        verdict
            .map(it -> new RestartDecision(it, Duration.ZERO, reason, instance.history))
            .orElse(null);
  }
}
