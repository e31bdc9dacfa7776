package io.jstartup.cli.boot;

import io.jstartup.cli.caller.Caller;
import io.jstartup.cli.session.Homes;
import io.jstartup.generator.StopBudget;
import io.jstartup.generator.check.Accounts;
import io.jstartup.generator.run.CommandRunner;
import io.jstartup.io.CallerIds;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.model.hook.ServiceName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whose hook is meant, and its facts.
 *
 * @param warning what the hook goes without, for the reader
 */
public record HookFacts(BootHook hook, Optional<String> warning) {

  /** Whether root runs this. */
  public static boolean callerIsRoot() {
    try {
      return CallerIds.uid() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The facts of the hook that was asked for.
   *
   * @throws ProblemsException when there is no such user, or its name can't be used
   */
  public static HookFacts of(Caller caller, HookOptions options, CommandRunner runner) {
    Accounts accounts = new Accounts(runner);
    MeantUser meant = new MeantUser(caller, callerIsRoot(), name -> accounts.named(name).home());
    Account account = accounts.named(options.user().orElseGet(meant::name));
    Path userHome = userHome(caller, options, account);
    Path jstartupHome = jstartupHome(caller, userHome);
    StopBudget budget = budget(account, new HomeLayout(jstartupHome).dump());
    String name =
        options
            .serviceName()
            .map(ServiceName::parse)
            .orElseGet(() -> ServiceName.of(account, jstartupHome));
    BootHook hook =
        new BootHook(
            account,
            userHome,
            jstartupHome,
            name,
            launcher(),
            real(Path.of(System.getProperty("java.home"))),
            BootHook.DEFAULT_SEARCH_PATH,
            options.waitIp(),
            budget.duration());
    return new HookFacts(hook, budget.warning());
  }

  private static Path userHome(Caller caller, HookOptions options, Account account) {
    if (options.userHome().isPresent()) {
      String folder = NamedFolder.require("--hp", options.userHome().get());
      return caller.cwd().resolve(folder).normalize();
    }
    boolean own = account.name().equals(System.getProperty("user.name"));
    return own ? Homes.userHome(caller) : account.home();
  }

  private static Path jstartupHome(Caller caller, Path userHome) {
    String asked = caller.env().getOrDefault("JSTARTUP_HOME", "");
    return asked.isEmpty() ? userHome.resolve(".jstartup") : Homes.of(caller).home();
  }

  private static StopBudget budget(Account account, Path dump) {
    return StopBudget.of(account, dump, Files.exists(dump), LongestStop::in);
  }

  private static Path launcher() {
    String launcher = System.getProperty("jstartup.launcher");
    if (launcher == null) {
      throw new ProblemsException(
          "cannot make a boot hook", "this was not started by bin/jstartup", "start it by that");
    }
    return real(Path.of(launcher));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
