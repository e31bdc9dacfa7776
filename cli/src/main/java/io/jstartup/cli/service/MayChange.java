package io.jstartup.cli.service;

import io.jstartup.cli.boot.HookOptions;
import io.jstartup.cli.boot.OwnStartup;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;

/** Who may make apps services, and take them back: root, or with {@code --user} the apps' own user. */
final class MayChange {
  private MayChange() {}

  /**
   * Returns when who runs this may.
   *
   * @throws ProblemsException else; it names the command of those who may
   */
  static void require(String verb, HookOptions options, BootHook hook) {
    if (options.own()) {
      OwnStartup.requireOwnUser("native " + verb, hook);
    } else {
      AsRoot.require(verb, hook);
    }
  }
}
