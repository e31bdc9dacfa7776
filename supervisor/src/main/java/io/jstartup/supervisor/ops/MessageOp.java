package io.jstartup.supervisor.ops;

import io.jstartup.dump.json.Json;
import io.jstartup.model.Problem;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code message}: sends a packet over the channel of each instance that targets mean, as PM2's sendDataToProcessId does: its members and
 * the {@code id} of the instance. What it leads to is not waited for.
 */
final class MessageOp {
  private final Supervision supervision;
  private final Rows rows;

  MessageOp(Supervision supervision, Rows rows) {
    this.supervision = supervision;
    this.rows = rows;
  }

  void answer(Request request) {
    Map<?, ?> packet = request.members("packet");
    Targets targets = Targets.of(request.texts("targets"), supervision.instances());
    List<Problem> problems = new ArrayList<>(targets.problems());
    List<Object> reached = new ArrayList<>();
    for (Instance instance : targets.instances()) {
      Map<String, Object> own = new LinkedHashMap<>();
      packet.forEach((name, value) -> own.put((String) name, value));
      own.put("id", (long) instance.id());
      if (supervision.outfitter().say(instance, Json.compactText(own))) {
        reached.add(rows.brief(instance).toJson());
      } else {
        problems.add(unheard(instance));
      }
    }
    request.reply(Map.of("processes", reached), problems);
  }

  private static Problem unheard(Instance instance) {
    return new Problem(
        "cannot send a message to app '" + instance.name() + "'",
        "id " + instance.id() + " has no open channel or does not read it",
        "a channel is given to Node apps with exec_mode 'cluster', wait_ready or"
            + " shutdown_with_message");
  }
}
