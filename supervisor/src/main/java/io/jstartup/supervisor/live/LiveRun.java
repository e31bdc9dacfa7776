package io.jstartup.supervisor.live;

import io.jstartup.model.Status;
import io.jstartup.supervisor.process.Beside;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Predecessor;
import io.jstartup.supervisor.process.StopEnd;
import io.jstartup.supervisor.restart.DatedHistory;
import io.jstartup.supervisor.restart.RestartDecision.Verdict;
import io.jstartup.supervisor.state.Desired;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an instance was doing when it was last written down.
 *
 * @param startTime of the process, in clock ticks after boot; 0: it had none
 * @param launchedAfter when its last start was decided, likewise
 * @param beside whose place it is to take, if anybody's
 * @param stoppingSince wall clock, ms since the epoch, when the stop under way, or its signal, was begun; 0: unknown or none
 * @param draining whether the signal of that stop is still to come
 */
record LiveRun(
    Status actual,
    Desired desired,
    long startTime,
    long launchedAfter,
    long stoppingSince,
    boolean draining,
    Predecessor past,
    Beside beside) {

  static LiveRun of(Instance instance, long nowNanos) {
    return new LiveRun(
        instance.status(),
        instance.state().desired(),
        instance.processStartTime(),
        instance.launchedAfter(),
        instance.stoppingSinceMillis(),
        instance.draining(),
        new Predecessor(
            instance.pid(),
            instance.startedMillis(),
            instance.createdMillis(),
            instance.restarts(),
            DatedHistory.of(instance.history(), nowNanos, System.currentTimeMillis()),
            instance.reason(),
            instance.stopEnd()),
        instance.beside());
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("actual", actual.name());
    json.put("desired", desired.name());
    json.put("pid", (long) past.pid());
    json.put("startTime", startTime);
    json.put("launchedAfter", launchedAfter);
    json.put("stoppingSince", stoppingSince);
    if (draining) {
      json.put("draining", true);
    }
    json.put("started", past.startedMillis());
    json.put("created", past.createdMillis());
    json.put("restarts", (long) past.restarts());
    putHistory(json, past.history());
    json.put("reason", past.reason());
    putStopEnd(json, past.stopEnd());
    if (!beside.uniqueId().isEmpty()) {
      json.put("beside", beside.uniqueId());
      json.put("besideId", (long) beside.id());
      json.put("proven", beside.proven());
    }
    return json;
  }

  private static void putHistory(Map<String, Object> json, DatedHistory history) {
    json.put("unstable", (long) history.unstable());
    json.put("backoff", history.lastBackoff().toMillis());
    json.put("since", history.sinceMillis());
    if (!history.exits().isEmpty()) {
      json.put("exits", history.exits());
    }
  }

  private static void putStopEnd(Map<String, Object> json, StopEnd end) {
    if (end.again()) {
      json.put("again", true);
    }
    if (end.verdict().isPresent()) {
      json.put("verdict", end.verdict().get().name());
      json.put("verdictReason", end.reason());
    }
  }

  /** Throws some RuntimeException when it is no such object. */
  static LiveRun fromJson(Map<?, ?> json) {
    return new LiveRun(
        Status.valueOf((String) json.get("actual")),
        Desired.valueOf((String) json.get("desired")),
        number(json, "startTime"),
        later(json, "launchedAfter"),
        later(json, "stoppingSince"),
        Boolean.TRUE.equals(json.get("draining")),
        new Predecessor(
            (int) number(json, "pid"),
            number(json, "started"),
            number(json, "created"),
            (int) number(json, "restarts"),
            history(json),
            (String) json.get("reason"),
            stopEnd(json)),
        beside(json));
  }

  private static DatedHistory history(Map<?, ?> json) {
    return new DatedHistory(
        later(json, "since"),
        (int) number(json, "unstable"),
        Duration.ofMillis(number(json, "backoff")),
        json.get("exits") instanceof List<?> exits
            ? exits.stream().map(Long.class::cast).toList()
            : List.of());
  }

  private static StopEnd stopEnd(Map<?, ?> json) {
    return new StopEnd(
        Boolean.TRUE.equals(json.get("again")),
        Stream.of(Verdict.values()).filter(it -> it.name().equals(json.get("verdict"))).findFirst(),
        json.get("verdictReason") instanceof String reason ? reason : "");
  }

  private static Beside beside(Map<?, ?> json) {
    return json.get("beside") instanceof String uniqueId
        ? new Beside(uniqueId, (int) number(json, "besideId"), (Boolean) json.get("proven"))
        : Beside.NOBODY;
  }

  /** An earlier version wrote none. */
  private static long later(Map<?, ?> json, String key) {
    return json.get(key) instanceof Long value ? value : 0;
  }

  static long number(Map<?, ?> json, String key) {
    return (Long) json.get(key);
  }
}
