package io.jstartup.supervisor.ops;

import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.process.Outside;
import io.jstartup.supervisor.process.Supervision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code regroup}: which processes root has to move into which of this supervisor's cgroups. */
record Regroup(Supervision supervision) {
  void serve(Request request) {
    try {
      List<Object> groups = new ArrayList<>();
      supervision.outside().forEach(outside -> groups.add(json(outside)));
      request.reply(Map.of("outside", groups));
    } catch (OsException e) {
      throw new ProblemsException(new Problem("cannot tell who is outside", e.getMessage()), e);
    }
  }

  private static Map<String, Object> json(Outside outside) {
    List<Object> processes = new ArrayList<>();
    for (ProcessIdentity process : outside.processes()) {
      processes.add(List.of((long) process.pid(), process.startTime()));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("group", outside.group());
    json.put("processes", processes);
    return json;
  }
}
