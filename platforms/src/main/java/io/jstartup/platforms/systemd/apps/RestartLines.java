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
    draft.service("Restart=" + (restart.autorestart() ? "always" : "no"));
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
    long window = restart.minUptime().multipliedBy(Math.max(1, restart.maxRestarts())).toMillis();
    draft.unit("StartLimitIntervalSec=" + window + "ms");
    if (window == 0) {
      draft.exact("max_restarts, min_uptime", "no start limit");
      return;
    }
    draft.unit("StartLimitBurst=" + Math.max(1, restart.maxRestarts()));
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
    boolean limited = restart.maxMemory() > 0 && draft.scope().memory();
    if (draft.knows(RunnerUnit.OOM_POLICY_SINCE)) {
      // else the end of one process of many, for want of the machine's memory, would be the app's
      draft.service("OOMPolicy=" + (limited ? "stop" : "continue"));
    }
    if (restart.maxMemory() > 0 && !limited) {
      draft.lost(
          "max_memory_restart",
          draft.scope().ofUser()
              ? "this user's manager has no say over memory here"
              : "systemd has no memory controller here");
    } else if (limited) {
      draft.service("MemoryMax=" + restart.maxMemory());
      draft.service("MemorySwapMax=0");
      draft.approximated(
          "max_memory_restart", "MemoryMax=: killed there, not stopped gracefully, then restarted");
    }
  }
}
