package io.jstartup.cli.service;

import io.jstartup.generator.print.ShellWords;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.ServiceMark;
import io.jstartup.model.hook.BootHook;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which services a list's apps are: each kind is taken away by another user.
 *
 * @param ofSystem the init system's, which are root's to take away
 * @param ofUser those of their user's own manager
 */
record ServiceKinds(boolean ofSystem, boolean ofUser) {

  /** Those that these are, by their {@link ServiceMark}; an empty one is no service. */
  static ServiceKinds of(Stream<String> marks) {
    List<Boolean> own =
        marks
            .filter(mark -> !mark.isEmpty())
            .map(mark -> ServiceMark.parse(mark).manager().isPresent())
            .toList();
    return new ServiceKinds(own.contains(false), own.contains(true));
  }

  /** The same, and this one. */
  ServiceKinds and(boolean own) {
    return own ? new ServiceKinds(ofSystem, true) : new ServiceKinds(true, ofUser);
  }

  /**
   * Returns when none is.
   *
   * @throws ProblemsException with the commands that take away what there is
   */
  void requireNone(BootHook hook) {
    if (ofSystem || ofUser) {
      throw new ProblemsException(
          "apps of '" + hook.jstartupHome() + "' are services already",
          "their units are made all at once",
          "take them away with " + removal(hook) + ", then install again");
    }
  }

  /**
   * Returns when not all that there are is the other kind than was asked for.
   *
   * @throws ProblemsException else, with the command for these
   */
  void requireNotJustOthers(boolean own, BootHook hook) {
    boolean asked = own ? ofUser : ofSystem;
    if (!asked && (ofSystem || ofUser)) {
      throw new ProblemsException(
          "none of the apps of '" + hook.jstartupHome() + "' was given back",
          own
              ? "they are services of the init system, not of the user's own manager"
              : "they are services of the user's own manager, not of the init system",
          "take them away with " + removal(hook));
    }
  }

  private String removal(BootHook hook) {
    String user = ShellWords.word(hook.account().name());
    String home = home(hook);
    List<String> commands = new ArrayList<>();
    if (ofUser) {
      commands.add(
          "'" + home + "jstartup native remove --user' as user '" + hook.account().name() + "'");
    }
    if (ofSystem) {
      commands.add("'sudo " + home + "jstartup native remove -u " + user + userHome(hook) + "'");
    }
    return String.join(" and ", commands);
  }

  private static String home(BootHook hook) {
    return hook.jstartupHome().equals(hook.userHome().resolve(".jstartup"))
        ? ""
        : "env JSTARTUP_HOME=" + ShellWords.word(hook.jstartupHome().toString()) + " ";
  }

  private static String userHome(BootHook hook) {
    return hook.userHome().equals(hook.account().home())
        ? ""
        : " --hp " + ShellWords.word(hook.userHome().toString());
  }
}
