package io.jstartup.supervisor;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.SavedInstance;
import io.jstartup.supervisor.handover.OwnCommand;
import java.util.Map;
import java.util.Optional;

/**
 * How a supervisor is to run.
 *
 * @param home the home it serves; the folder exists
 * @param version what it calls itself
 * @param boot the boot hook started it: without a live state of this boot it resurrects the saved list
 * @param notifySocket systemd's NOTIFY_SOCKET, when it is set; never passed on to apps
 * @param descriptors those that systemd's store gave to this process, and their names
 * @param command how it was started
 * @param handover another supervisor ran in this process before, and left it all it held
 * @param only the one app that it is there for: it starts that in place of the saved list, and ends with it
 */
public record DaemonOptions(
    HomeLayout home,
    String version,
    boolean boot,
    Optional<String> notifySocket,
    Map<Integer, String> descriptors,
    OwnCommand command,
    boolean handover,
    Optional<SavedInstance> only) {

  /** For a whole list. */
  public DaemonOptions(
      HomeLayout home,
      String version,
      boolean boot,
      Optional<String> notifySocket,
      Map<Integer, String> descriptors,
      OwnCommand command,
      boolean handover) {
    this(home, version, boot, notifySocket, descriptors, command, handover, Optional.empty());
  }
}
