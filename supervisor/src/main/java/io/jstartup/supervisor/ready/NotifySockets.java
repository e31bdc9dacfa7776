package io.jstartup.supervisor.ready;

import io.jstartup.io.PrivateFolder;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.ready.ReadyPolicy;
import io.jstartup.platforms.os.Capability;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The sockets for sd_notify(3), one for each instance that asks for it, at an address that is the same for every supervisor of the home:
 * so an app goes on talking when its supervisor was replaced. It is a file that only this user can use; an app of another user gets an
 * abstract address. Anybody may send to that, so who sent is looked at.
 */
final class NotifySockets {
  private static final int NAME_LENGTH = 16;

  /** One that is open. */
  private record Bound(String address, AutoCloseable socket) {}

  private final Supervision supervision;
  private final OperatingSystem os;
  private final Receivers receivers;
  private final HomeLayout home;
  private final Function<Instance, Attendance> attended;
  private final Map<Instance, Bound> open = new HashMap<>();
  private final Map<Instance, Senders> senders = new HashMap<>();

  NotifySockets(
      Supervision supervision,
      OperatingSystem os,
      Receivers receivers,
      HomeLayout home,
      Function<Instance, Attendance> attended) {
    this.supervision = supervision;
    this.os = os;
    this.receivers = receivers;
    this.home = home;
    this.attended = attended;
  }

  private boolean wanted(Instance instance) {
    ReadyPolicy policy = instance.app().ready();
    boolean asked =
        policy.notifySocket()
            || !policy.watchdog().isZero()
            || policy.waitReady() && !Channels.isNode(instance.app());
    return asked && os.capabilities().contains(Capability.SENDERS);
  }

  /** What the app finds the socket by; with it, the socket is there. */
  Map<String, String> variables(Instance instance) throws OsException {
    Map<String, String> variables = new LinkedHashMap<>();
    if (wanted(instance)) {
      listen(instance);
      variables.put("NOTIFY_SOCKET", address(instance));
      long watchdog = instance.app().ready().watchdog().toMillis();
      if (watchdog > 0) {
        variables.put("WATCHDOG_USEC", watchdog * 1000 + "");
      }
    }
    return variables;
  }

  /** For one that runs already, started by an earlier supervisor. */
  void open(Instance instance) {
    try {
      if (wanted(instance) && !open.containsKey(instance)) {
        listen(instance);
      }
    } catch (OsException e) {
      supervision.log().line(instance, "cannot hear what it notifies: " + e.getMessage());
    }
  }

  private void listen(Instance instance) throws OsException {
    String address = address(instance);
    Bound bound = open.get(instance);
    if (bound != null && bound.address.equals(address)) {
      return;
    }
    close(instance); // it is another user's from now on
    try {
      PrivateFolder.ensure(home.notifySockets());
    } catch (ProblemsException e) {
      throw new OsException("cannot receive on socket", address, 0, e.getMessage());
    }
    Senders known = new Senders(supervision, os, home, instance);
    senders.put(instance, known);
    AutoCloseable socket =
        receivers.open(
            address,
            (pid, uid, bytes) ->
                supervision.loop().guarded(() -> received(instance, known, pid, uid, bytes)));
    open.put(instance, new Bound(address, socket));
  }

  Map<String, AutoCloseable> open() {
    Map<String, AutoCloseable> byAddress = new LinkedHashMap<>();
    open.values().forEach(bound -> byAddress.put(bound.address, bound.socket));
    return byAddress;
  }

  private String address(Instance instance) {
    String name = instance.uniqueId().replace("-", "");
    String brief = name.substring(0, Math.min(NAME_LENGTH, name.length()));
    return instance.app().execution().runAs().isPresent()
        ? "@jstartup/notify/" + brief
        : home.notifySockets().resolve(brief).toString();
  }

  private void received(Instance instance, Senders known, int pid, int uid, byte[] bytes) {
    if (instance.pid() != 0 && known.accept(pid, uid)) {
      new Notification(bytes).apply(supervision, os, instance, attended.apply(instance), known);
    }
  }

  void closeAll() {
    List.copyOf(open.keySet()).forEach(this::close);
  }

  void close(Instance instance) {
    senders.remove(instance);
    Bound bound = open.remove(instance);
    if (bound == null) {
      return;
    }
    try {
      bound.socket.close();
    } catch (Exception e) {
      supervision.log().failure(e);
    }
  }
}
