package io.jstartup.cli.daemon;

import io.jstartup.generator.run.CommandRunner;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.process.Outside;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Moves apps that run already into the cgroups of the systemd unit whose supervisor has adopted them; takes root. What that supervisor
 * says is believed only so far: none but its own user's processes are moved, and none but into its own unit.
 *
 * @param unit the unit's whole name
 * @param uid whose apps
 */
public record MoveIn(CommandRunner runner, String unit, int uid) {
  /** Each round finds what was forked during the one before. */
  private static final int MOST_ROUNDS = 50;

  private static final String GROUP = "app-[A-Za-z0-9._-]+";

  /**
   * Moves until nobody is outside.
   *
   * @param outside who is, asked anew for each round
   * @return why some could not be moved
   */
  public List<String> run(Supplier<List<Outside>> outside) {
    NativeLibrary.locate();
    OperatingSystem os = OperatingSystems.current();
    String cgroup =
        runner
            .run(Command.of("systemctl", "show", "-p", "ControlGroup", "--value", "--", unit))
            .out()
            .strip();
    List<String> failures = new ArrayList<>();
    boolean moved = cgroup.length() > 1;
    for (int round = 0; round < MOST_ROUNDS && moved; round++) {
      failures.clear();
      moved = false;
      for (Outside app : outside.get()) {
        moved |= move(os, cgroup, app, failures);
      }
    }
    return failures;
  }

  private boolean move(OperatingSystem os, String cgroup, Outside app, List<String> failures) {
    boolean moved = false;
    for (ProcessIdentity process : app.processes()) {
      try {
        if (!app.group().matches(GROUP)) {
          throw new IllegalArgumentException("'" + app.group() + "' is no app's cgroup");
        }
        moved |= os.moveInto(process, uid, cgroup + "/" + app.group());
      } catch (OsException | IllegalArgumentException e) {
        failures.add(e.getMessage());
      }
    }
    return moved;
  }
}
