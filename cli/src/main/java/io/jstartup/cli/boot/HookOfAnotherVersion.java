package io.jstartup.cli.boot;

import io.jstartup.cli.session.Session;
import io.jstartup.generator.HookState;
import io.jstartup.generator.HookState.Kind;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.InitSystem;
import java.util.Optional;

/** Whether the installed boot hook is what this version would install. It names the program that it was installed by. */
public final class HookOfAnotherVersion {
  private HookOfAnotherVersion() {}

  /** What differs, and how to mend it; empty when none is installed or all is well, or when that can't be told. */
  public static Optional<Problem> problem(Session session) {
    try {
      Hooks hooks = new Hooks(session, HookOptions.NONE);
      return hooks.detect().initSystem().flatMap(init -> problem(session, hooks, init));
    } catch (ProblemsException e) {
      return Optional.empty(); // what was asked for is done all the same
    }
  }

  private static Optional<Problem> problem(Session session, Hooks hooks, InitSystem init) {
    Optional<HookState> own = hooks.ownState(init);
    if (own.isPresent()) {
      return problem(own.get(), OwnStartup.command(HookOptions.NONE));
    }
    String command =
        PrintedCommand.line(
            "startup", init, hooks.facts().hook(), HookOptions.NONE, session.caller());
    return problem(hooks.boot().state(init, hooks.facts().hook()), command);
  }

  private static Optional<Problem> problem(HookState state, String command) {
    return state.kind() == Kind.DIFFERS
        ? Optional.of(
            new Problem(
                "the boot hook is not of this version",
                "after a crash or a boot it starts the one that it was installed by",
                "update it: " + command))
        : Optional.empty();
  }
}
