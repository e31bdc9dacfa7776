package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.exec.Execution;
import io.jstartup.model.exec.Limit;
import io.jstartup.model.exec.Resource;
import io.jstartup.model.exec.RunAs;
import io.jstartup.model.hook.Account;
import io.jstartup.platforms.systemd.UnitUser;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The user, the umask, the priority and the limits: systemd.exec(5). */
final class ExecutionLines {
  /** What apps have under the boot hook, whose unit says so. */
  private static final Limit USUAL_FILES = new Limit(65_536, 524_288);

  private static final int USUAL_UMASK = 022;

  private ExecutionLines() {}

  static void add(Draft draft, Account account) {
    Execution execution = draft.app().execution();
    boolean ofUser = draft.scope().ofUser();
    if (ofUser) {
      draft.exact("uid, gid, groups", "those of the user's manager, which starts it");
    } else {
      execution.runAs().ifPresentOrElse(user -> other(draft, user), () -> own(draft, account));
    }
    // A user's manager passes its own on, which may be another one than the usual.
    execution
        .umask()
        .or(() -> ofUser ? Optional.of(USUAL_UMASK) : Optional.empty())
        .ifPresent(umask -> umask(draft, umask));
    execution.nice().ifPresent(nice -> nice(draft, nice));
    Map<Resource, Limit> limits = new TreeMap<>(execution.limits());
    limits.putIfAbsent(Resource.NOFILE, USUAL_FILES);
    limits.forEach((resource, limit) -> draft.service(line(resource, limit)));
    draft.service("TasksMax=infinity");
    draft.service("IgnoreSIGPIPE=no"); // systemd's habit; the supervisor leaves signals alone
    draft.exact("limits", "Limit...=");
  }

  private static void own(Draft draft, Account account) {
    draft.service("User=" + UnitUser.of(account));
    draft.service("Group=" + Integer.toUnsignedString(account.gid()));
    draft.exact("uid, gid, groups", "User=, Group=");
  }

  private static void other(Draft draft, RunAs user) {
    draft.service("User=" + draft.carried("uid", () -> known(user)));
    draft.service("Group=" + Integer.toUnsignedString(user.gid()));
    String groups =
        user.groups().stream().map(Integer::toUnsignedString).collect(Collectors.joining(" "));
    if (!groups.isEmpty()) {
      draft.service("SupplementaryGroups=" + groups);
    }
    draft.approximated(
        "uid, gid, groups",
        "User=, Group=; to its saved groups come those that it is in at each start");
  }

  /** systemd looks the number up, and fails where it is nobody's. */
  private static String known(RunAs user) {
    String uid = Integer.toUnsignedString(user.uid());
    if (user.user().isEmpty()) {
      throw new IllegalArgumentException("systemd starts nothing as user " + uid + " of no name");
    }
    return uid;
  }

  private static void umask(Draft draft, int umask) {
    draft.service(String.format("UMask=%04o", umask));
    draft.exact("umask", "UMask=");
  }

  private static void nice(Draft draft, int nice) {
    draft.service("Nice=" + nice);
    draft.exact("nice", "Nice=");
  }

  private static String line(Resource resource, Limit limit) {
    return "Limit" + resource.name() + "=" + word(limit.soft()) + ":" + word(limit.hard());
  }

  private static String word(long value) {
    return value == Limit.UNLIMITED ? "infinity" : Long.toString(value);
  }
}
