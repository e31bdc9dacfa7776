package io.jstartup.platforms.systemd;

import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.Tolerance;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.service.ServiceTarget;
import io.jstartup.platforms.systemd.apps.SystemdServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** systemd from version 232 on. See systemd.service(5), sd_booted(3). */
public final class Systemd implements InitSystem {
  /** The oldest version that knows every directive we always write. */
  static final int OLDEST = 232;

  private static final String STOP_LIMIT = "TimeoutStopSec=";

  /** The first version that knows EXTEND_TIMEOUT_USEC=, sd_notify(3), by which the supervisor prolongs its time to stop. */
  private static final int PROLONGS_SINCE = 236;

  private static final Pattern VERSION = Pattern.compile("systemd (\\d{1,6})\\b");

  @Override
  public String id() {
    return "systemd";
  }

  @Override
  public String displayName() {
    return "systemd";
  }

  @Override
  public List<String> aliases() {
    return List.of("ubuntu", "centos", "arch", "oracle", "debian", "fedora", "rhel", "suse");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.isLinux() && facts.isFolder("/run/systemd/system")) {
      seen.add(booted(facts));
    }
    facts
        .tool("systemctl")
        .ifPresent(tool -> seen.add(new Evidence(id(), Weight.INSTALLED, tool + " exists")));
    return seen;
  }

  /** The folder is the documented test; under another PID 1 it was lent by a host, and is nothing that runs here. */
  private Evidence booted(MachineFacts facts) {
    String init = facts.initName();
    boolean ours = init.isEmpty() || Set.of("systemd", "init").contains(init);
    return ours
        ? new Evidence(id(), Weight.RUNNING, "/run/systemd/system is a folder")
        : new Evidence(
            id(), Weight.INSTALLED, "/run/systemd/system is a folder, but PID 1 is '" + init + "'");
  }

  @Override
  public Optional<InitSystem> ofUser() {
    return Optional.of(new SystemdUser());
  }

  @Override
  public Optional<Command> versionQuery() {
    return Optional.of(Command.of("systemctl", "--version"));
  }

  @Override
  public int version(CommandOutput answer) {
    Matcher version = VERSION.matcher(answer.out());
    if (!answer.succeeded() || !version.lookingAt()) {
      throw new ProblemsException(
          "cannot read systemd's version",
          "'systemctl --version' answered '" + answer.out().lines().findFirst().orElse("") + "'",
          "run it by hand and mend what it complains about");
    }
    return Integer.parseInt(version.group(1));
  }

  @Override
  public ServiceTarget services() {
    return SystemdServices.ofSystem();
  }

  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    requireKnown(version);
    return new UnitPlan(hook, version).plan();
  }

  /** Whether a service may ask this version for more time to stop than its unit gives. */
  public static boolean prolongs(int version) {
    return version >= PROLONGS_SINCE;
  }

  /** What may differ in a hook's unit without being drift. */
  static Tolerance stopTime(int version) {
    return prolongs(version) ? Tolerance.anyTime(STOP_LIMIT) : Tolerance.timeEnough(STOP_LIMIT);
  }

  static void requireKnown(int version) {
    if (version < OLDEST) {
      throw new ProblemsException(
          "cannot make a boot hook for systemd " + version,
          "the oldest version that knows what the hook needs is " + OLDEST,
          "update systemd");
    }
  }
}
