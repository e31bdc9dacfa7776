package io.jstartup.cli.boot;

import io.jstartup.cli.session.Session;
import io.jstartup.generator.HookState.Kind;
import io.jstartup.generator.run.CommandRunner;
import io.jstartup.generator.run.SystemCommands;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.systemd.Systemd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether the installed boot hook lets the saved apps take as long to stop as they may: what it gives them was fixed when it was installed. */
public final class StopTime {
  private StopTime() {}

  /** What is too short, and how to mend it; empty when all is well, or when that can't be told. Below systemd, but for old ones, the supervisor asks for more. */
  public static Optional<Problem> shortage(Session session) {
    try {
      if (prolonged(Path.of("/"), new SystemCommands())) {
        return Optional.empty();
      }
      Hooks hooks = new Hooks(session, HookOptions.NONE);
      return hooks.detect().initSystem().flatMap(init -> shortage(session, hooks, init));
    } catch (ProblemsException e) {
      return Optional.empty(); // the list is saved all the same
    }
  }

  /** @param root below which the machine's files are */
  static boolean prolonged(Path root, CommandRunner runner) {
    if (!Files.isDirectory(root.resolve("run/systemd/system"))) {
      return false;
    }
    Systemd systemd = new Systemd();
    return Systemd.prolongs(systemd.version(runner.run(systemd.versionQuery().orElseThrow())));
  }

  private static Optional<Problem> shortage(Session session, Hooks hooks, InitSystem init) {
    BootHook hook = hooks.facts().hook();
    if (hooks.boot().state(init, hook).kind() != Kind.SHORT_OF_TIME) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            "the boot hook gives the saved apps too little time to stop",
            "it was installed for apps that stop sooner",
            "update it: "
                + PrintedCommand.line("startup", init, hook, HookOptions.NONE, session.caller())));
  }
}
