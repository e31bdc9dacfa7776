package io.jstartup.supervisor.process;

import io.jstartup.model.RestartPolicy;
import io.jstartup.platforms.os.Exit;
import io.jstartup.supervisor.output.Outputs;
import io.jstartup.supervisor.restart.RestartDecision;
import io.jstartup.supervisor.restart.RestartDecision.Verdict;
import java.time.Duration;

/** Why an instance is down, or waits: what its end was and, when it failed and is not started at once, what it said last. */
final class FinalReason {
  private static final long YEAR_SECONDS = 365L * 86_400;

  private FinalReason() {}

  static String of(Instance instance, RestartDecision decision, Exit exit, Outputs outputs) {
    boolean failed = !(exit instanceof Exit.Code code && code.code() == 0);
    boolean givenUp = decision.verdict() == Verdict.GIVE_UP;
    boolean atOnce = decision.verdict() == Verdict.RESTART && decision.delay().isZero();
    if (atOnce || !(failed || givenUp) || instance.beside.onTrial()) {
      return decision.reason();
    }
    long since = instance.startedMillis - (givenUp ? longestLoop(instance.app.restart()) : 0);
    String line = LastErrorLine.of(outputs.errorFile(instance.app, instance.uniqueId()), since);
    return decision.reason() + (line.isEmpty() ? "" : "; last error line: " + line) + hint(line);
  }

  /** PM2 gives each app of Node's the channel that this asks for. */
  private static String hint(String line) {
    return line.contains("process.send is not a function")
        ? "; an app that sends 'ready' is started with --wait-ready, or with -i"
        : "";
  }

  private static long longestLoop(RestartPolicy policy) {
    Duration longest = policy.minUptime().multipliedBy(policy.maxRestarts());
    return Math.min(longest.toSeconds() + 1, YEAR_SECONDS) * 1000;
  }
}
