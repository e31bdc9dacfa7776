package io.jstartup.platforms.systemd.apps;

import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.systemd.UserManager;

/**
 * Whether a manager of this machine has a say over its services' memory, cgroups(7). Without, systemd takes {@code MemoryMax=} and does
 * nothing, without a word.
 */
final class MemoryController {
  private static final String MOUNT = "/sys/fs/cgroup";
  private static final String CONTROLLERS = "/cgroup.controllers";
  private static final String UNIFIED = "0::";

  private MemoryController() {}

  /** Where no systemd runs, units are made for another machine: as a rule those have it. */
  static boolean ofSystem(MachineFacts facts) {
    if (!facts.isFolder("/run/systemd/system")) {
      return true;
    }
    if (!facts.exists(MOUNT + CONTROLLERS)) {
      return facts.exists(MOUNT + "/memory/memory.limit_in_bytes"); // v1 has a tree for each
    }
    String own = MOUNT + cgroup(facts) + CONTROLLERS;
    return names(facts, facts.exists(own) ? own : MOUNT + CONTROLLERS);
  }

  /** The manager's, below which its services are: not the root in a container that sees the whole machine's tree. */
  private static String cgroup(MachineFacts facts) {
    return facts
        .text("/proc/1/cgroup")
        .lines()
        .filter(line -> line.startsWith(UNIFIED))
        .map(line -> line.substring(UNIFIED.length()).replaceFirst("(/init\\.scope)?/?$", ""))
        .findFirst()
        .orElse("");
  }

  static boolean ofUser(UserManager manager, MachineFacts facts) {
    return names(facts, manager.controllers());
  }

  private static boolean names(MachineFacts facts, String file) {
    return facts.text(file).contains("memory");
  }
}
