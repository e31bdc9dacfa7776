package io.jstartup.supervisor.process;

import io.jstartup.platforms.os.ProcessIdentity;
import java.util.List;

/**
 * Processes of an app that are not in the app's cgroup.
 *
 * @param group the cgroup's name below the delegated one
 */
public record Outside(String group, List<ProcessIdentity> processes) {
  public Outside {
    processes = List.copyOf(processes);
  }
}
