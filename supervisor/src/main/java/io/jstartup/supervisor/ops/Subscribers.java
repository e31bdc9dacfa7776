package io.jstartup.supervisor.ops;

import io.jstartup.supervisor.control.OpenRequest;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Observer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Those who asked to hear of everything that happens. */
final class Subscribers implements Observer {
  static final String SUBSCRIBE = "subscribe";

  /** Bytes that wait for one who doesn't read: then it is cut off. */
  private static final long MOST_UNREAD = 4L << 20;

  private final List<Request> requests = new ArrayList<>();

  List<OpenRequest> open() {
    return requests.stream()
        .map(it -> new OpenRequest(it, SUBSCRIBE, List.of(), List.of(), List.of()))
        .toList();
  }

  void add(Request request) {
    requests.add(request);
    request.whenClosed(() -> requests.remove(request));
  }

  @Override
  public void changed(Instance instance) {}

  @Override
  public void removed(Instance instance) {}

  @Override
  public void happened(String event, Instance instance, int pid, String detail) {
    tell(event, instance.id(), instance.name(), pid, detail);
  }

  @Override
  public void said(Instance instance, Object message) {
    if (requests.isEmpty()) {
      return;
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("pm_id", (long) instance.id());
    members.put("name", instance.name());
    members.put("pid", (long) instance.pid());
    members.put("message", message);
    members.put("at", System.currentTimeMillis());
    tell("process:msg", members);
  }

  void tell(String event, int id, String name, int pid, String detail) {
    if (requests.isEmpty()) {
      return;
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("action", event);
    members.put("pm_id", (long) id);
    members.put("name", name);
    members.put("pid", (long) pid);
    members.put("reason", detail);
    members.put("at", System.currentTimeMillis());
    tell("process:event", members);
  }

  private void tell(String event, Map<String, Object> members) {
    for (Request request : List.copyOf(requests)) {
      if (request.connection().queued() > MOST_UNREAD) {
        requests.remove(request);
        request.connection().close();
      } else {
        request.event(event, members);
      }
    }
  }
}
