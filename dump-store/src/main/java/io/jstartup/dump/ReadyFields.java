package io.jstartup.dump;

import io.jstartup.model.ready.Probe;
import io.jstartup.model.ready.ReadyPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The fields of an entry about readiness: {@code wait_ready} is PM2's. */
final class ReadyFields {
  private static final String NOTIFY = "notify";
  private static final String WATCHDOG = "watchdog";
  private static final String READY = "ready";
  private static final String HEALTH = "health";

  private ReadyFields() {}

  static void put(Map<String, Object> entry, ReadyPolicy policy) {
    if (policy.waitReady()) {
      entry.put("wait_ready", true);
    }
    if (policy.notifySocket()) {
      entry.put(NOTIFY, true);
    }
    if (!policy.watchdog().isZero()) {
      entry.put(WATCHDOG, policy.watchdog().toMillis());
    }
    policy.ready().ifPresent(probe -> entry.put(READY, ProbeForm.write(probe)));
    policy.health().ifPresent(probe -> entry.put(HEALTH, ProbeForm.write(probe)));
  }

  static ReadyPolicy read(Fields fields) {
    return new ReadyPolicy(
        fields.flag("wait_ready", false),
        fields.ours(NOTIFY) && fields.flag(NOTIFY, false),
        fields.ours(WATCHDOG)
            ? fields.millis(WATCHDOG, Duration.ZERO, ReadyPolicy.LONGEST_WATCHDOG)
            : Duration.ZERO,
        probe(fields, READY, ProbeForm.ready()),
        probe(fields, HEALTH, ProbeForm.health()));
  }

  private static Optional<Probe> probe(Fields fields, String key, ProbeForm form) {
    if (!fields.ours(key)) {
      return Optional.empty();
    }
    try {
      return Optional.of(form.parse(fields.value(key)));
    } catch (IllegalArgumentException e) {
      String why = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
      fields.reject(key, "is not " + ProbeForm.WANTED + why);
      return Optional.empty();
    }
  }
}
