package io.jstartup.supervisor.sweep;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.StopPolicy;
import io.jstartup.platforms.os.CgroupTree;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.live.LiveState;
import io.jstartup.supervisor.loop.MonotonicClock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * What the unit's ExecStopPost does about apps that its supervisor left behind. The caller decides by {@link SweepDecision#of} and calls
 * {@link #sweep} at once, or {@link #watch} in a detached process, because systemd waits for ExecStopPost before it restarts. Runs in the
 * unit's cgroup, as the unit's user; where no cgroup was delegated there is nothing it can tell apart, and it does nothing.
 */
public final class Sweeper {
  private static final String APP_PREFIX = "app-";

  private final HomeLayout home;
  private final OperatingSystem os;
  private final Consumer<String> log;

  public Sweeper(HomeLayout home, OperatingSystem os, Consumer<String> log) {
    this.home = home;
    this.os = os;
    this.log = log;
  }

  /** Stops all apps that are left, each by its own signal and time; returns when they are gone or a supervisor is there. */
  public void sweep() {
    Optional<CgroupTree> tree = os.delegatedCgroup();
    if (tree.isEmpty()) {
      return;
    }
    try {
      Optional<LiveState> live = LiveState.load(home.liveState());
      if (live.flatMap(LiveState::standby).filter(this::lives).isPresent()) {
        log.accept("leaving the apps to the supervisor that has given way");
        return;
      }
      Sweep sweep =
          new Sweep(
              os,
              group -> stop(live, group),
              () -> successor(tree.get()),
              MonotonicClock.SYSTEM,
              log);
      if (sweep.run(tree.get().apps(), Sweeper::pause)) {
        forgetLiveState();
      }
    } catch (IOException | OsException e) {
      throw new ProblemsException(
          new Problem("cannot stop the apps of '" + home.home() + "'", e.getMessage()), e);
    }
  }

  private boolean lives(ProcessIdentity process) {
    return os.identify(process.pid()).filter(process::equals).isPresent();
  }

  /**
   * Else the next start would take the apps for crashed ones instead of bringing back the saved list. A supervisor that has come
   * meanwhile, before it answers, has the lock, and then the live state is its own.
   */
  private void forgetLiveState() throws IOException {
    Optional<AutoCloseable> lock = os.lock(home.lock());
    if (lock.isEmpty()) {
      return;
    }
    try (AutoCloseable held = lock.get()) {
      Files.deleteIfExists(home.liveState());
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** Waits for a successor of a supervisor that crashed, and sweeps when none comes. */
  public void watch(UnitState unit) {
    Optional<CgroupTree> tree = os.delegatedCgroup();
    if (tree.isEmpty()) {
      return;
    }
    Sentinel sentinel =
        new Sentinel(() -> successor(tree.get()), unit, MonotonicClock.SYSTEM, Sweeper::pause);
    if (sentinel.nobodyFollows()) {
      log.accept("no supervisor follows, stopping its apps");
      sweep();
    }
  }

  private static Sweep.Stop stop(Optional<LiveState> live, String group) {
    String uniqueId = group.substring(APP_PREFIX.length());
    StopPolicy policy =
        live.map(LiveState::stopPolicies)
            .map(policies -> policies.get(uniqueId))
            .orElse(StopPolicy.DEFAULT);
    boolean signalled = live.map(state -> state.stopping(uniqueId)).orElse(false);
    return new Sweep.Stop(policy, signalled);
  }

  /** In the unit's cgroup, or one that a user started by hand and that has adopted the apps. */
  private boolean successor(CgroupTree tree) {
    try {
      for (int pid : tree.supervisorPids()) {
        if (pid != os.pid()) {
          return true;
        }
      }
      Optional<SupervisorClient> client = SupervisorClient.connect(home.socket());
      client.ifPresent(SupervisorClient::close);
      return client.isPresent();
    } catch (OsException | IOException e) {
      log.accept("cannot tell whether a supervisor is here: " + e.getMessage());
      return false;
    }
  }

  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
