package io.jstartup.generator;

import io.jstartup.generator.check.Accounts;
import io.jstartup.generator.run.SystemCommands;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.systemd.Systemd;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Installs and removes a hook on a real machine, with any program as its launcher, for {@code prove-hook}: {@code install|remove|state
 * NAME USER USER_HOME JSTARTUP_HOME LAUNCHER JAVA_HOME PATH}.
 */
final class HookProbe {
  private HookProbe() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    SystemCommands commands = new SystemCommands();
    BootHooks hooks = new BootHooks(Machine.real(), commands, "probe");
    BootHook hook =
        new BootHook(
            new Accounts(commands).named(args[2]),
            Path.of(args[3]),
            Path.of(args[4]),
            args[1],
            Path.of(args[5]),
            Path.of(args[6]),
            args[7],
            false,
            Duration.ofSeconds(3));
    try {
      switch (args[0]) {
        case "install" -> System.out.println(hooks.install(hooks.render(new Systemd(), hook)));
        case "remove" -> System.out.println(hooks.remove(args[1], false));
        default -> System.out.println(hooks.state(new Systemd(), hook));
      }
    } catch (ProblemsException e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
  }
}
