package io.jstartup.tests.fidelity;

import io.jstartup.tests.rig.InitMachine;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whom an app runs as.
 *
 * @param asked {@code uid} and {@code gid} as a process file has them; none: as the supervisor
 * @param groups all that the process is to have, in numeric order
 * @param variables what of its environment says who it is, where it is another user than the supervisor
 */
public record Identity(
    Map<String, Object> asked,
    int uid,
    int gid,
    List<Integer> groups,
    Map<String, String> variables) {
  /** Prints uid, gid, groups and home of a user, who may have no entry, with the group given or else their own. */
  private static final String LOOK_UP =
      """
      import os, pwd, sys
      user, group = sys.argv[1:]
      try:
          entry = pwd.getpwnam(user)
          gid = int(group or entry.pw_gid)
          groups = set(os.getgrouplist(user, gid)) - ({entry.pw_gid} - {gid})
          print(entry.pw_uid, gid, ",".join(map(str, sorted(groups))), entry.pw_dir)
      except KeyError:
          print(user, group, group, "/")
      """;

  /** A user of the machine, for their own supervisor. */
  static Identity own(InitMachine machine, String user) {
    return of(machine, Map.of(), user, "");
  }

  /** Those that root's supervisor is asked for, itself among them. */
  static List<Identity> ofOthers(InitMachine machine) {
    return List.of(
        own(machine, "root"),
        of(machine, Map.of("uid", InitMachine.USER), InitMachine.USER, ""),
        of(machine, Map.of("user", "www-data", "gid", "games"), "www-data", "60"),
        of(machine, Map.of("uid", InitMachine.USER, "gid", 12), InitMachine.USER, "12"),
        of(machine, Map.of("uid", 54321, "gid", 7), "54321", "7"));
  }

  private static Identity of(
      InitMachine machine, Map<String, Object> asked, String user, String group) {
    String[] found =
        machine.root("python3", "-c", LOOK_UP, user, group).expect(0).stdout().strip().split(" ");
    Map<String, String> variables = new LinkedHashMap<>();
    if (!asked.isEmpty()) {
      variables.put("HOME", found[3]);
    }
    if (!asked.isEmpty() && !user.equals(found[0])) {
      variables.put("USER", user);
      variables.put("LOGNAME", user);
    }
    return new Identity(
        asked,
        Integer.parseInt(found[0]),
        Integer.parseInt(found[1]),
        Arrays.stream(found[2].split(",")).map(Integer::valueOf).collect(Collectors.toList()),
        variables);
  }
}
