package io.jstartup.supervisor.process;

import io.jstartup.model.StopSignal;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.ProcessIdentity;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The processes of an app that is being stopped: signals them, and hears of the end of each besides the main one. Each is signalled by
 * an open handle, so that no other process that got its pid is met. What can't be reached is logged and noted in the {@link StopRun}.
 */
final class StopMembers {
  private final Supervision supervision;
  private final OperatingSystem os;
  private final Poller poller;
  private final Consumer<StopRun> onGone;

  /** @param onGone hears when one that was waited for has ended */
  StopMembers(
      Supervision supervision, OperatingSystem os, Poller poller, Consumer<StopRun> onGone) {
    this.supervision = supervision;
    this.os = os;
    this.poller = poller;
    this.onGone = onGone;
  }

  void signalMain(StopRun run, int signal) {
    if (run.instance.process == null) {
      return;
    }
    try {
      run.instance.process.signal(signal);
    } catch (OsException e) {
      supervision.log().line(run.instance, "cannot signal it: " + e.getMessage());
    }
  }

  /** Signals and waits for all others of the app that aren't waited for yet; 0 sends nothing. */
  void watch(StopRun run, Roster roster, int signal) {
    if (!run.instance.app().stop().tree()) {
      return;
    }
    boolean missedBefore = run.missed;
    run.missed = false;
    run.unread = false;
    try {
      for (ProcessIdentity identity : roster.of(run.instance)) {
        int pid = identity.pid();
        if (pid != run.instance.pid() && pid != os.pid() && !run.members.containsKey(pid)) {
          watchOne(run, identity, signal);
        }
      }
    } catch (OsException e) {
      run.missed = true;
      if (!missedBefore) {
        supervision.log().line(run.instance, "cannot reach all its processes: " + e.getMessage());
      }
    }
  }

  /** Signals and waits for this one; nothing when it is gone. */
  void watchOne(StopRun run, ProcessIdentity identity, int signal) throws OsException {
    Optional<ManagedProcess> found = os.adopt(identity);
    if (found.isEmpty()) {
      return;
    }
    ManagedProcess member = found.get();
    try {
      poller.watchExit(
          member, exit -> supervision.loop().guarded(() -> gone(run, identity.pid(), member)));
    } catch (OsException e) {
      member.close();
      throw e;
    }
    run.members.put(identity.pid(), member);
    if (signal != 0) {
      signal(run, member, signal);
    }
  }

  /** To those that are waited for. */
  void signalOthers(StopRun run, int signal) {
    run.members.values().forEach(member -> signal(run, member, signal));
  }

  /** One that can't be signalled, such as a program with more rights, is waited for like the others. */
  private void signal(StopRun run, ManagedProcess member, int signal) {
    try {
      member.signal(signal);
    } catch (OsException e) {
      supervision.log().line(run.instance, e.getMessage());
    }
  }

  /** SIGKILL to all that are known, and to the whole of the app's cgroup. */
  void kill(StopRun run) {
    boolean tree = run.instance.app().stop().tree();
    try {
      if (tree && run.instance.cgroup.isPresent()) {
        run.instance.cgroup.get().kill();
      }
    } catch (OsException e) {
      supervision.log().line(run.instance, "cannot kill all of it: " + e.getMessage());
    }
    for (ManagedProcess member : new ArrayList<>(run.members.values())) {
      signal(run, member, StopSignal.SIGKILL.number());
    }
    signalMain(run, StopSignal.SIGKILL.number());
    run.unread = true; // who came meanwhile is killed after the next reading
  }

  private void gone(StopRun run, int pid, ManagedProcess member) {
    if (run.members.remove(pid, member)) {
      member.close();
      onGone.accept(run);
    }
  }
}
