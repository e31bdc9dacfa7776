package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.StopPolicy;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.systemd.UserManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What differs between the system's manager and a user's, user@.service(5), for the units of apps.
 *
 * @param manager the user's; empty: the system's
 * @param units the folder of the units
 * @param folders those that have to be made for it, the outer first
 * @param bootTarget what wants the apps
 * @param runtime where RuntimeDirectory= is
 * @param memory whether it has a say over its services' memory
 * @param verifies whether its tool to check units is here, or will be said not to be
 */
record UnitScope(
    Optional<UserManager> manager,
    Path units,
    List<Path> folders,
    String bootTarget,
    Path runtime,
    boolean memory,
    boolean verifies) {
  /** The system's units. */
  static final Path OF_SYSTEM = Path.of("/etc/systemd/system");

  static UnitScope ofSystem(boolean memory) {
    return new UnitScope(
        Optional.empty(), OF_SYSTEM, List.of(), "multi-user.target", Path.of("/run"), memory, true);
  }

  static UnitScope ofSystem(MachineFacts facts) {
    return ofSystem(MemoryController.ofSystem(facts));
  }

  static UnitScope ofUser(BootHook hook, MachineFacts facts) {
    UserManager manager = UserManager.of(hook);
    return new UnitScope(
        Optional.of(manager),
        UserManager.units(hook.userHome()),
        UserManager.missing(hook.userHome(), facts),
        "default.target",
        manager.runtime(),
        MemoryController.ofUser(manager, facts),
        facts.tool("systemd-analyze").isPresent());
  }

  boolean ofUser() {
    return manager.isPresent();
  }

  /** What cuts such a stop short at a shutdown. */
  Optional<String> cut(StopPolicy stop) {
    return ofUser() ? UserManager.note(stop.longest()) : Optional.empty();
  }

  /** The id of the init system whose plan it is. */
  String id() {
    return ofUser() ? "systemd-user" : "systemd";
  }

  /**
   * What an app's unit says of the time to start it. A user's manager begins after all that. Apps may live on network mounts; the order
   * alone pulls nothing in and fails with nothing.
   */
  List<String> order(boolean waitIp) {
    if (ofUser()) {
      return List.of();
    }
    String after = "After=network.target remote-fs.target";
    return waitIp
        ? List.of(after + " network-online.target", "Wants=network-online.target")
        : List.of(after);
  }

  /** systemctl's words for it. */
  List<String> systemctl(String verb) {
    return words("systemctl", verb);
  }

  /** The words to check units with. */
  List<String> verify() {
    return words("systemd-analyze", "--man=no", "verify");
  }

  private List<String> words(String tool, String... rest) {
    List<String> argv = new ArrayList<>(List.of(tool));
    if (ofUser()) {
      argv.add("--user");
    }
    argv.addAll(List.of(rest));
    return manager.map(its -> its.words(argv)).orElse(argv);
  }
}
