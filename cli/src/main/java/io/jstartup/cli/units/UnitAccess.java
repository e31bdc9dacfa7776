package io.jstartup.cli.units;

import io.jstartup.generator.run.CommandRunner;
import io.jstartup.io.CallerIds;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.ServiceMark;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.ServiceName;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Which services a list may lead its reader to. The list is its owner's to write, and systemd refuses root nothing: root asks for services
 * of that home alone, and of no other user's manager than its owner's. Everybody else systemd itself keeps from what is not theirs.
 *
 * @param root whether it is root who asks
 * @param owner whose the home is; empty for others than root, or when it can't be told
 * @param groups what the names of the home's services begin with, up to the {@code @}
 * @param trouble why the owner is not known
 */
record UnitAccess(boolean root, Optional<Account> owner, Set<String> groups, String trouble) {
  /** Who asks here for what the list of this home names. */
  static UnitAccess of(HomeLayout home, CommandRunner runner) {
    if (!isRoot()) {
      return ofUser();
    }
    try {
      return ofRoot(HomeOwner.of(home.home(), runner), home);
    } catch (ProblemsException e) {
      return new UnitAccess(true, Optional.empty(), Set.of(), e.getMessage());
    }
  }

  static UnitAccess ofUser() {
    return new UnitAccess(false, Optional.empty(), Set.of(), "");
  }

  static UnitAccess ofRoot(Account owner, HomeLayout home) {
    Set<String> groups = ServiceName.possible(owner, home.home());
    return new UnitAccess(true, Optional.of(owner), groups, "");
  }

  /** Why this one is not asked for; empty: it is. */
  Optional<String> refusal(ServiceMark mark) {
    if (!root) {
      return Optional.empty();
    }
    return owner.isEmpty() ? Optional.of(trouble) : refusal(mark, owner.get());
  }

  private Optional<String> refusal(ServiceMark mark, Account user) {
    String whose = "the list is of user '" + user.name() + "'";
    if (groups.stream().noneMatch(group -> mark.name().startsWith(group + "@"))) {
      return Optional.of(whose + ", and that is no service of this home");
    }
    return mark.manager().stream().allMatch(uid -> !user.isRoot() && uid.equals(uid(user)))
        ? Optional.empty()
        : Optional.of(whose + ", and that is a service of another user's manager");
  }

  private static String uid(Account user) {
    return Integer.toUnsignedString(user.uid());
  }

  /** How the manager of services that are not refused is asked. */
  Systemctl systemctl(Optional<String> manager) {
    return new Systemctl(manager, manager.isPresent() ? owner : Optional.empty());
  }

  private static boolean isRoot() {
    try {
      return CallerIds.uid() == 0;
    } catch (IOException e) {
      return true; // then systemd won't keep us from anything
    }
  }
}
