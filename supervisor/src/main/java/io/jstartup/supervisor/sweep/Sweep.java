package io.jstartup.supervisor.sweep;

import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.platforms.os.Cgroup;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.loop.MonotonicClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Stops the apps that live in cgroups and have no supervisor: each by its own signal and time, all at once, then by cgroup.kill. Gives
 * up as soon as a supervisor appears, as the apps are its own then.
 */
final class Sweep {
  private static final Duration EVERY = Duration.ofMillis(20);

  /** What is in the kernel's hands after SIGKILL gets so long. */
  private static final Duration KILL_GRACE = Duration.ofSeconds(5);

  /** How one app is to be stopped; {@code signalled} by its supervisor already. */
  record Stop(StopPolicy policy, boolean signalled) {}

  private final OperatingSystem os;
  private final Function<String, Stop> stops;
  private final BooleanSupplier successor;
  private final MonotonicClock clock;
  private final Consumer<String> log;

  /**
   * A sweep that has not begun.
   *
   * @param stops how to stop the app of a cgroup, by the cgroup's name
   */
  Sweep(
      OperatingSystem os,
      Function<String, Stop> stops,
      BooleanSupplier successor,
      MonotonicClock clock,
      Consumer<String> log) {
    this.os = os;
    this.stops = stops;
    this.successor = successor;
    this.clock = clock;
    this.log = log;
  }

  private record Target(Cgroup group, long deadline, boolean killed) {}

  /** Returns when all are empty, true, or a supervisor is there, false. */
  boolean run(List<Cgroup> groups, Consumer<Duration> sleep) throws OsException {
    if (isSucceeded()) {
      return false;
    }
    List<Target> left = begin(groups);
    while (!left.isEmpty()) {
      if (isSucceeded()) {
        return false;
      }
      left = look(left);
      if (!left.isEmpty()) {
        sleep.accept(EVERY);
      }
    }
    return true;
  }

  private boolean isSucceeded() {
    boolean succeeded = successor.getAsBoolean();
    if (succeeded) {
      log.accept("a supervisor is here, leaving its apps to it");
    }
    return succeeded;
  }

  private List<Target> begin(List<Cgroup> groups) throws OsException {
    List<Target> targets = new ArrayList<>();
    for (Cgroup group : groups) {
      Stop stop = stops.apply(group.name());
      if (group.populated() && !stop.signalled()) {
        log.accept("stopping " + group.name() + " with " + stop.policy().signal());
        signal(group, stop.policy().signal());
      }
      targets.add(new Target(group, clock.nanos() + stop.policy().timeout().toNanos(), false));
    }
    return targets;
  }

  private void signal(Cgroup group, StopSignal signal) throws OsException {
    for (int pid : group.pids()) {
      Optional<ProcessIdentity> identity = os.identify(pid);
      Optional<ManagedProcess> process =
          identity.isPresent() ? os.adopt(identity.get()) : Optional.empty();
      if (process.isPresent()) {
        process.get().signal(signal.number());
        process.get().close();
      }
    }
  }

  private List<Target> look(List<Target> targets) throws OsException {
    List<Target> left = new ArrayList<>();
    for (Target target : targets) {
      if (!target.group().populated()) {
        target.group().remove();
      } else if (clock.nanos() - target.deadline() < 0) {
        left.add(target);
      } else if (!target.killed()) {
        log.accept(target.group().name() + " is still there, killing it");
        target.group().kill();
        left.add(new Target(target.group(), clock.nanos() + KILL_GRACE.toNanos(), true));
      } else {
        log.accept(target.group().name() + " outlives SIGKILL, giving up");
      }
    }
    return left;
  }
}
