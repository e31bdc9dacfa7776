package io.jstartup.supervisor.trigger;

import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystem.Usage;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.loop.Timer;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Observer;
import io.jstartup.supervisor.process.Roster;
import io.jstartup.supervisor.process.Supervision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code max_memory_restart}: restarts, gracefully, an instance whose processes together use more. Looks every few seconds while one
 * with a limit runs, and not at all else. Memory that processes share is counted once, by their proportional shares.
 */
public final class MemoryLimits implements Observer {
  static final Duration INTERVAL = Duration.ofSeconds(3);

  private final Supervision supervision;
  private final OperatingSystem os;
  private final String home;
  private final Set<Instance> watched = new LinkedHashSet<>();
  private Timer timer;

  /**
   * Watches nothing before it hears of an instance.
   *
   * @param home the home's absolute path
   */
  public MemoryLimits(Supervision supervision, OperatingSystem os, String home) {
    this.supervision = supervision;
    this.os = os;
    this.home = home;
  }

  @Override
  public void described(Instance instance) {
    changed(instance);
  }

  @Override
  public void changed(Instance instance) {
    boolean limited = instance.app().restart().maxMemory() > 0;
    if (limited && instance.pid() != 0 && instance.state().runs()) {
      watched.add(instance);
      arm();
    } else {
      watched.remove(instance);
    }
  }

  @Override
  public void removed(Instance instance) {
    watched.remove(instance);
  }

  private void arm() {
    if (timer == null) {
      timer = supervision.loop().after(INTERVAL, this::look);
    }
  }

  private void look() {
    timer = null;
    Roster roster = new Roster(os, home);
    for (Instance instance : new ArrayList<>(watched)) {
      look(instance, roster);
    }
    if (!watched.isEmpty()) {
      arm();
    }
  }

  private void look(Instance instance, Roster roster) {
    MemoryRule rule = new MemoryRule(instance.app().restart().maxMemory());
    try {
      long used = used(ofThisRun(instance, roster.of(instance)), rule);
      if (rule.over(used)) {
        String limit = mib(rule.limit());
        String why = "uses " + mib(used) + ", more than its max_memory_restart of " + limit;
        supervision.restarting().replace(instance, "restart overlimit", why);
      }
    } catch (OsException e) {
      supervision.log().line(instance, "cannot tell its memory: " + e.getMessage());
    }
  }

  /** What a stop without its tree has spared isn't the next run's: to restart that frees nothing. */
  private static List<ProcessIdentity> ofThisRun(Instance instance, List<ProcessIdentity> all) {
    if (instance.app().stop().tree()) {
      return all;
    }
    long launched = instance.launchedAfter();
    long since = launched == 0 ? instance.processStartTime() : launched;
    return all.stream().filter(process -> process.startTime() >= since).toList();
  }

  private static String mib(long bytes) {
    long tenths = Math.round(bytes * 10.0 / (1 << 20));
    return tenths / 10 + "." + tenths % 10 + " MiB";
  }

  private long used(List<ProcessIdentity> processes, MemoryRule rule) {
    List<Integer> pids = processes.stream().map(ProcessIdentity::pid).toList();
    List<Long> resident = os.usage(pids).stream().map(Usage::memory).toList();
    return rule.used(resident, () -> shares(pids, resident));
  }

  private long shares(List<Integer> pids, List<Long> resident) {
    long shares = 0;
    for (int i = 0; i < pids.size(); i++) {
      shares += os.memoryShare(pids.get(i)).orElse(resident.get(i));
    }
    return shares;
  }
}
