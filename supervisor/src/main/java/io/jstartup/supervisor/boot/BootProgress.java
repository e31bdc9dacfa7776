package io.jstartup.supervisor.boot;

import io.jstartup.model.Status;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Instances;
import io.jstartup.supervisor.process.Observer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells systemd that the boot is done, once each saved app is online, errored or past its listen_timeout, and after that how many are
 * online, whenever that has changed.
 */
public final class BootProgress implements Observer {
  private final Notifier notifier;
  private final Instances instances;
  private final Set<Instance> awaited = new HashSet<>();
  private String warning = "";
  private String told = "";
  private boolean started;
  private boolean ready;

  public BootProgress(Notifier notifier, Instances instances) {
    this.notifier = notifier;
    this.instances = instances;
  }

  /** Shown beside the count. */
  public void warn(String text) {
    warning = "; " + text.replace('\n', ' ');
  }

  /** The boot is done when these are. */
  public void await(List<Instance> saved, EventLoop loop) {
    started = true;
    for (Instance instance : saved) {
      if (pending(instance)) {
        awaited.add(instance);
        Duration longest = instance.app().listenTimeout();
        loop.after(longest, () -> awaited.remove(instance));
      }
    }
  }

  @Override
  public void changed(Instance instance) {
    if (!pending(instance)) {
      awaited.remove(instance);
    }
  }

  @Override
  public void removed(Instance instance) {
    awaited.remove(instance);
  }

  /** Says what this turn has changed. */
  public void report() {
    if (!notifier.listened()) {
      return;
    }
    String status = "STATUS=" + status();
    if (!ready && started && awaited.isEmpty()) {
      ready = true;
      told = status;
      notifier.tell("READY=1\n" + status);
    } else if (!status.equals(told)) {
      told = status;
      notifier.tell(status);
    }
  }

  private static boolean pending(Instance instance) {
    return instance.status() == Status.LAUNCHING || instance.status() == Status.STOPPING;
  }

  private String status() {
    int online = 0;
    for (Instance instance : instances.all()) {
      online += instance.status() == Status.ONLINE ? 1 : 0;
    }
    return online + " of " + instances.all().size() + " online" + warning;
  }
}
