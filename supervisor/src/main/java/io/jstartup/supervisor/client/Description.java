package io.jstartup.supervisor.client;

import io.jstartup.dump.AppEntry;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.supervisor.control.ProcessRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is known of one instance.
 *
 * @param process as the list has it
 * @param saved the app, complete, and whether the instance is meant to run; its environment may hold secrets
 * @param unstableRestarts how often in a row it ended soon after its start
 * @param startedMillis when its process started, ms since the epoch; 0: never
 * @param createdMillis when it was listed, ms since the epoch
 * @param lastEnd how its process ended the last time, also when another runs by now; empty: none has ended that this supervisor knows of
 * @param lastEndMillis when that was, ms since the epoch
 * @param says what its run says of itself (STATUS of sd_notify(3)), as it came; may be empty
 * @param logs those of its logs that are kept small
 * @param timeZone the supervisor's, in which {@code cron_restart} is read
 * @param cronNextMillis when {@code cron_restart} is due next, ms since the epoch; 0: never
 */
public record Description(
    ProcessRow process,
    SavedInstance saved,
    int unstableRestarts,
    long startedMillis,
    long createdMillis,
    String lastEnd,
    long lastEndMillis,
    String says,
    List<LogKeeping> logs,
    String timeZone,
    long cronNextMillis) {

  /**
   * From the reply's form.
   *
   * @throws ProblemsException when a newer supervisor's apps can't be understood
   */
  static Description fromJson(Map<?, ?> json) {
    Map<String, Object> app = new LinkedHashMap<>();
    ((Map<?, ?>) json.get("app")).forEach((key, value) -> app.put((String) key, value));
    app.put("instances", json.get("instances"));
    return new Description(
        ProcessRow.fromJson((Map<?, ?>) json.get("process")),
        AppEntry.read(app),
        (int) Replies.number(json, "unstable_restarts"),
        Replies.number(json, "started_at"),
        Replies.number(json, "created_at"),
        Replies.text(json, "last_end"),
        Replies.number(json, "last_end_at"),
        Replies.text(json, "says"),
        Replies.logKeeping(json),
        Replies.text(json, "time_zone"),
        Replies.number(json, "cron_next"));
  }
}
