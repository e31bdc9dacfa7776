package io.jstartup.supervisor.ops;

import io.jstartup.dump.AppEntry;
import io.jstartup.dump.json.Json;
import io.jstartup.model.cron.CronPattern;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.log.rotate.Rotations;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Instances;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code describe}: all that is known of the instances that targets mean, in the reply's body, and which targets mean none. */
final class Descriptions {
  private final Instances instances;
  private final Rows rows;
  private final Rotations rotations;

  Descriptions(Instances instances, Rows rows, Rotations rotations) {
    this.rotations = rotations;
    this.instances = instances;
    this.rows = rows;
  }

  void answer(Request request) {
    Targets targets = Targets.of(request.texts("targets"), instances);
    List<Object> described = new ArrayList<>();
    for (Instance instance : targets.instances()) {
      described.add(describe(instance));
    }
    request.reply(Map.of(), targets.problems(), Json.compact(described));
  }

  /** In the zone that the restarts are planned in. */
  private static void putCron(Map<String, Object> json, String cron) {
    ZoneId zone = ZoneId.systemDefault();
    json.put("time_zone", zone.getId());
    try {
      if (!cron.isEmpty()) {
        CronPattern.parse(cron)
            .next(Instant.now(), zone)
            .ifPresent(next -> json.put("cron_next", next.toEpochMilli()));
      }
    } catch (IllegalArgumentException e) {
      return; // it has no effect, and the log says so
    }
  }

  private Map<String, Object> describe(Instance instance) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("process", rows.measured(instance).toJson());
    json.put("app", AppEntry.entry(instance.saved()));
    json.put("instances", (long) instance.app().instances());
    json.put("unstable_restarts", (long) instance.unstableRestarts());
    json.put("started_at", instance.startedMillis());
    json.put("created_at", instance.createdMillis());
    json.put("last_end", instance.lastEnd().text());
    json.put("last_end_at", instance.lastEnd().atMillis());
    json.put("says", instance.remark());
    json.put("log_rotation", rotations.describe(instance));
    putCron(json, instance.app().restart().cron());
    return json;
  }
}
