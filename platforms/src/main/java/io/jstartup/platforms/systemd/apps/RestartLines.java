package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.CrashLoop;
import io.jstartup.model.RestartPolicy;
import java.util.stream.Collectors;

/** When it is started again: systemd.service(5), and the start limit of systemd.unit(5). */
final class RestartLines {
  private static final int STEPS_SINCE = 254;
  private static final long LONGEST_BACKOFF = 15_000;
  private static final double GROWTH = 1.5;
  private static final int HIGHEST_CODE = 255;

  private RestartLines() {}

  static void add(Draft draft) {
    RestartPolicy restart = draft.app().restart();
    draft.service("Restart=" + (again(restart) ? "always" : "no"));
    draft.exact("autorestart", "Restart=");
    exitCodes(draft, restart);
    if (restart.initialBackoff().isZero()) {
      draft.service("RestartSec=" + restart.delay().toMillis() + "ms");
      draft.exact("restart_delay", "RestartSec=");
    } else {
      backoff(draft, restart.initialBackoff().toMillis());
    }
    limit(draft, restart);
    others(draft, restart);
  }

  /** Whether any end is followed by a start: {@code max_restarts: 0} gives up at the first. */
  private static boolean again(RestartPolicy restart) {
    return restart.autorestart() && restart.maxRestarts() > 0;
  }

  private static void exitCodes(Draft draft, RestartPolicy restart) {
    String codes =
        restart.stopExitCodes().stream()
            .filter(code -> code >= 0 && code <= HIGHEST_CODE)
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
    if (!codes.isEmpty()) {
      draft.service("RestartPreventExitStatus=" + codes);
    }
    String clean = StopLines.cleanEnds(draft.app().stop().signal());
    draft.service("SuccessExitStatus=" + clean + (codes.isEmpty() ? "" : " " + codes));
    draft.exact("stop_exit_codes", "RestartPreventExitStatus=");
  }

  /** systemd grows its delay geometrically in N steps: N so that each is half as much again, as ours is. */
  private static void backoff(Draft draft, long asked) {
    long first = Math.min(asked, LONGEST_BACKOFF);
    draft.service("RestartSec=" + first + "ms");
    if (!draft.knows(STEPS_SINCE)) {
      draft.approximated(
          "exp_backoff_restart_delay", "always its first delay: systemd grows none before 254");
      return;
    }
    long steps =
        Math.max(1, Math.round(Math.log((double) LONGEST_BACKOFF / first) / Math.log(GROWTH)));
    if (first < LONGEST_BACKOFF) {
      draft.service("RestartSteps=" + steps);
      draft.service("RestartMaxDelaySec=" + LONGEST_BACKOFF + "ms");
    }
    draft.approximated(
        "exp_backoff_restart_delay",
        "grows to 15 s in " + steps + " steps; a long run does not start it anew");
  }

  private static void limit(Draft draft, RestartPolicy restart) {
    // where nothing is started again, only starts by hand and by cron would count
    long window = restart.minUptime().multipliedBy(Math.max(0, restart.maxRestarts())).toMillis();
    draft.unit("StartLimitIntervalSec=" + window + "ms");
    if (restart.autorestart() && !again(restart)) {
      draft.approximated(
          "max_restarts, min_uptime",
          "Restart=no: it gives up at the first end; one without a failure is stopped, not errored");
      return;
    }
    if (window == 0) {
      draft.exact("max_restarts, min_uptime", "no start limit");
      return;
    }
    draft.unit("StartLimitBurst=" + restart.maxRestarts());
    draft.approximated(
        "max_restarts, min_uptime",
        "the start limit: so many starts in their product, started by hand or not");
  }

  private static void others(Draft draft, RestartPolicy restart) {
    if (restart.crashLoop().equals(CrashLoop.DEFAULT)) {
      draft.approximated("crash_loop", "nobody asked for it: the start limit alone slows restarts");
    } else if (!restart.crashLoop().off()) {
      draft.lost("crash_loop", "systemd knows one window, that of the start limit");
    }
    memory(draft, restart);
  }

  private static void memory(Draft draft, RestartPolicy restart) {
    String trouble = restart.maxMemory() > 0 ? withoutLimit(draft, restart) : "";
    boolean limited = restart.maxMemory() > 0 && trouble.isEmpty();
    if (draft.knows(RunnerUnit.OOM_POLICY_SINCE)) {
      // else the end of one process of many, for want of the machine's memory, would be the app's
      draft.service("OOMPolicy=" + (limited ? "stop" : "continue"));
    }
    if (!trouble.isEmpty()) {
      draft.lost("max_memory_restart", trouble);
    } else if (limited) {
      draft.service("MemoryMax=" + restart.maxMemory());
      draft.service("MemorySwapMax=0");
      draft.approximated(
          "max_memory_restart", "MemoryMax=: killed there, not stopped gracefully, then restarted");
    }
  }

  /** Why it can't be limited; empty: it can. */
  private static String withoutLimit(Draft draft, RestartPolicy restart) {
    if (!draft.scope().memory()) {
      return draft.scope().ofUser()
          ? "this user's manager has no say over memory here"
          : "systemd has no memory controller here";
    }
    return again(restart) ? "" : "what MemoryMax= kills is not started again with Restart=no";
  }
}
