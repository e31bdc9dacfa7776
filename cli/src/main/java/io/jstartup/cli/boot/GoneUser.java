package io.jstartup.cli.boot;

import io.jstartup.cli.session.Version;
import io.jstartup.generator.BootHooks;
import io.jstartup.generator.Machine;
import io.jstartup.generator.check.Accounts;
import io.jstartup.generator.print.ShellWords;
import io.jstartup.generator.receipt.Receipt;
import io.jstartup.generator.run.SystemCommands;
import io.jstartup.model.ProblemsException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A user that is named and not, or no more, on this machine, and whose boot hooks may be there still.
 *
 * @param name as it was given
 */
record GoneUser(String name) {
  private static final String COMMAND = "sudo jstartup unstartup --service-name ";

  /** The one that was named, when that is such a one. */
  static Optional<GoneUser> of(HookOptions options) {
    return options.user().filter(GoneUser::isGone).map(GoneUser::new);
  }

  private static boolean isGone(String name) {
    try {
      new Accounts(new SystemCommands()).named(name);
      return false;
    } catch (ProblemsException e) {
      return true;
    }
  }

  /** Tells how its hooks can be removed all the same. Which they are, only root may read. */
  ProblemsException hooksLeft() {
    return HookFacts.callerIsRoot() ? hooksLeft(installed()) : hooksLeft(List.of());
  }

  private List<String> installed() {
    return new BootHooks(Machine.real(), new SystemCommands(), Version.text())
        .installed().stream()
            .filter(receipt -> receipt.facts().user().equals(name))
            .map(Receipt::serviceName)
            .filter(service -> service.indexOf('@') < 0)
            .toList();
  }

  /** @param services of the hooks that are known to be left */
  ProblemsException hooksLeft(List<String> services) {
    String commands =
        services.isEmpty()
            ? COMMAND + "NAME (its file is called so; jstartup-USER when it was given no other)"
            : services.stream()
                .map(service -> COMMAND + ShellWords.word(service))
                .collect(Collectors.joining("; "));
    return new ProblemsException(
        "cannot use user '" + name + "'",
        "there is no such user on this machine",
        "a boot hook that a deleted user left is removed by its name: " + commands);
  }
}
