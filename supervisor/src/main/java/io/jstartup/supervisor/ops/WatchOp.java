package io.jstartup.supervisor.ops;

import io.jstartup.model.AppSpec;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import java.util.List;
import java.util.Map;

/** {@code watch}: turns the watching of apps off, or over; what runs goes on. */
final class WatchOp {
  private WatchOp() {}

  static void run(Request request, Supervision supervision) {
    boolean toggle = request.text("mode").equals("toggle");
    Targets targets = Targets.of(request.texts("targets"), supervision.instances());
    for (Instance instance : targets.instances()) {
      AppSpec app = instance.app();
      boolean on = toggle && !app.watch().on();
      supervision.redescribe(instance, app.withWatch(app.watch().turned(on)));
    }
    request.reply(Map.of("processes", List.of()), targets.problems());
  }
}
