package io.jstartup.model.exec;

import java.util.List;

/**
 * The user that a process runs as. All of it was looked up when the app was started, so that a boot needs no user database that comes
 * over the network.
 *
 * @param uid user id
 * @param gid primary group id
 * @param groups supplementary groups as initgroups(3) gives them; may be empty; sorted
 * @param user its name; empty when that id has none
 */
public record RunAs(int uid, int gid, List<Integer> groups, String user) {
  public RunAs {
    groups = groups.stream().sorted().distinct().toList();
  }
}
