package io.jstartup.cli.service;

import io.jstartup.cli.boot.HookFacts;
import io.jstartup.generator.print.ShellWords;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;

/** What root alone may do. */
final class AsRoot {
  private AsRoot() {}

  /**
   * Returns when root runs this.
   *
   * @throws ProblemsException else; it names the command for root
   */
  static void require(String verb, BootHook hook) {
    if (!HookFacts.callerIsRoot()) {
      throw new ProblemsException(
          "nothing was changed",
          "that takes root",
          "as root run the same with: jstartup native "
              + verb
              + " -u "
              + ShellWords.word(hook.account().name())
              + " --hp "
              + ShellWords.word(hook.userHome().toString())
              + "\n(on systemd --user takes no root: then they are units of your own manager)");
    }
  }
}
