package io.jstartup.cli.output;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Secrets;
import io.jstartup.model.ready.Probe;
import io.jstartup.model.ready.ReadyPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rows of {@code describe} about when an app counts as ready, and what shows that it is well. */
final class ReadyRows {
  private ReadyRows() {}

  static void put(Map<String, String> rows, AppSpec app, boolean secrets) {
    ReadyPolicy policy = app.ready();
    if (policy.awaited()) {
      List<String> signs = new ArrayList<>();
      if (policy.waitReady()) {
        signs.add("it says so");
      }
      policy.ready().ifPresent(probe -> signs.add(asked(probe, secrets)));
      String longest = ", at most " + app.listenTimeout().toMillis() + " ms after its start";
      rows.put("ready when", String.join(" and ", signs) + longest);
    }
    policy
        .health()
        .ifPresent(
            probe ->
                rows.put(
                    "well while",
                    asked(probe, secrets)
                        + ", every "
                        + probe.interval().toMillis()
                        + " ms; restarted after "
                        + probe.threshold()
                        + " failures"));
    if (!policy.watchdog().isZero()) {
      rows.put("watchdog", policy.watchdog().toMillis() + " ms");
    }
  }

  private static String asked(Probe probe, boolean secrets) {
    List<String> words = secrets ? probe.target() : Secrets.maskedArguments(probe.target());
    return probe.kind().word() + " '" + Printable.line(String.join(" ", words)) + "' is good";
  }
}
