package io.jstartup.supervisor.ready;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Roster;
import io.jstartup.supervisor.process.Supervision;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells an instance's own processes from strangers. One that has gone by the time its message is read can't be told. */
final class Senders {
  /** Processes that come and go, each with a message, must not pile up here. */
  private static final int MOST_KNOWN = 100;

  private static final int ROOT = 0;

  /** One that keeps talking is looked up this often: telling whose it is may take a reading of all processes. */
  private static final long LOOK_AGAIN_NANOS = 500_000_000L;

  private final Supervision supervision;
  private final OperatingSystem os;
  private final HomeLayout home;
  private final Instance instance;
  private final Set<ProcessIdentity> own = new LinkedHashSet<>();
  private final Map<ProcessIdentity, Long> strangers = new HashMap<>();
  private int saidOfRun;

  Senders(Supervision supervision, OperatingSystem os, HomeLayout home, Instance instance) {
    this.supervision = supervision;
    this.os = os;
    this.home = home;
    this.instance = instance;
  }

  /**
   * Whether this process is the instance's; the first stranger of each run is logged. Another user's process is none, without a look
   * at all processes: whoever sends that much must not keep the supervisor busy.
   */
  boolean accept(int pid, int uid) {
    if (isUsers(uid) && isOwn(pid)) {
      return true;
    }
    if (saidOfRun != instance.pid()) {
      saidOfRun = instance.pid();
      supervision
          .log()
          .line(instance, "ignored a notification of pid " + pid + ", which is not one of its own");
    }
    return false;
  }

  private boolean isUsers(int uid) {
    return uid == ROOT
        || uid == instance.app().execution().runAs().map(RunAs::uid).orElseGet(os::uid);
  }

  boolean isOwn(int pid) {
    if (pid <= 0) {
      return false;
    }
    if (pid == instance.pid()) {
      return true;
    }
    Optional<ProcessIdentity> sender = os.identify(pid);
    return sender.isPresent()
        && (own.contains(sender.get()) || !isKnownStranger(sender.get()) && isInTree(sender.get()));
  }

  private boolean isKnownStranger(ProcessIdentity sender) {
    Long lookedAt = strangers.get(sender);
    return lookedAt != null && supervision.loop().clock().nanos() - lookedAt < LOOK_AGAIN_NANOS;
  }

  private boolean isInTree(ProcessIdentity sender) {
    try {
      boolean found = new Roster(os, home.home().toString()).of(instance).contains(sender);
      if (found) {
        if (own.size() >= MOST_KNOWN) {
          own.clear();
        }
        own.add(sender);
      } else {
        if (strangers.size() >= MOST_KNOWN) {
          strangers.clear();
        }
        strangers.put(sender, supervision.loop().clock().nanos());
      }
      return found;
    } catch (OsException e) {
      supervision.log().line(instance, "cannot tell who notifies: " + e.getMessage());
      return false;
    }
  }
}
