package io.jstartup.supervisor.ready;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.Status;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.supervisor.cluster.Primary;
import io.jstartup.supervisor.process.Gear;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Observer;
import io.jstartup.supervisor.process.Outfitter;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.store.DescriptorStore;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Attends each run of an instance that asks for more than to be kept running, and gives it what it needs to say that it is ready. On
 * the loop's thread.
 */
public final class Readiness implements Observer, Outfitter, AutoCloseable {
  private final Supervision supervision;
  private final NotifySockets sockets;
  private final Channels channels;
  private final Primary primary;
  private final Questions questions;
  private final Drains drains;
  private final Map<Instance, Attendance> attended = new HashMap<>();

  /** Attends nothing before it hears of an instance. */
  public Readiness(
      Supervision supervision,
      OperatingSystem os,
      Receivers receivers,
      HomeLayout home,
      Poller poller,
      DescriptorStore store,
      BiConsumer<String, List<Object>> notes) {
    this.supervision = supervision;
    this.sockets = new NotifySockets(supervision, os, receivers, home, attended::get);
    this.questions = new Questions(supervision);
    this.primary = new Primary(supervision, os, store, this::listening, notes);
    this.channels = new Channels(supervision, os, poller, attended::get, primary, store);
    this.drains = new Drains(supervision, os);
  }

  /** From now on it hears of all instances. */
  public void begin() {
    supervision.observe(this);
    supervision.equipBy(this);
    supervision.drainBy(drains);
  }

  /** The apps' notification sockets by their addresses, for the next supervisor. */
  public Map<String, AutoCloseable> receivers() {
    return sockets.open();
  }

  /** What the cluster workers share. */
  public Primary primary() {
    return primary;
  }

  private void listening(Instance instance) {
    Attendance attendance = attended.get(instance);
    if (attendance != null) {
      attendance.listening();
    }
  }

  @Override
  public Gear gear(Instance instance) throws OsException {
    questions.mark(instance);
    drains.mark(instance);
    Map<String, String> variables = new LinkedHashMap<>(sockets.variables(instance));
    variables.putAll(channels.variables(instance));
    return new Gear(variables, channels.pair(instance));
  }

  @Override
  public boolean askToStop(Instance instance) {
    return channels.send(instance, "\"shutdown\"");
  }

  @Override
  public boolean askToLeave(Instance instance) {
    return instance.app().clusterWorker() && channels.send(instance, Primary.disconnect());
  }

  @Override
  public boolean say(Instance instance, String message) {
    return channels.send(instance, message);
  }

  @Override
  public void described(Instance instance) {
    primary.described(instance);
  }

  @Override
  public void changed(Instance instance) {
    boolean runs = instance.pid() != 0 && instance.state().runs();
    Attendance attendance = attended.get(instance);
    if (attendance != null && !(runs && attendance.of(instance.pid()))) {
      attendance.end();
      attended.remove(instance);
      attendance = null;
    }
    if (runs && attendance == null && Attendance.asked(instance.app())) {
      attendance = new Attendance(supervision, instance, questions);
      attended.put(instance, attendance);
      sockets.open(instance);
    }
    channels.changed(instance);
    primary.changed(instance);
    if (attendance != null && instance.status() == Status.ONLINE) {
      attendance.online();
    }
  }

  /** Hears nothing more of any app, and leaves no socket behind; the apps notice nothing. */
  @Override
  public void close() {
    sockets.closeAll();
    channels.closeAll();
  }

  @Override
  public void removed(Instance instance) {
    Attendance attendance = attended.remove(instance);
    if (attendance != null) {
      attendance.end();
    }
    sockets.close(instance);
    questions.forget(instance);
    drains.forget(instance);
    channels.close(instance);
    primary.removed(instance);
  }
}
