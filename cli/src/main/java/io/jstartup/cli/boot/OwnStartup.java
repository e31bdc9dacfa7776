package io.jstartup.cli.boot;

import io.jstartup.generator.HookState;
import io.jstartup.generator.HookState.Kind;
import io.jstartup.generator.Preview;
import io.jstartup.generator.RenderedHook;
import io.jstartup.generator.print.ShellWords;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.InitSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** {@code startup --user}: what it asks for before it installs a hook of the caller's own, and undoes when that fails. */
public record OwnStartup(Hooks hooks, InitSystem init) {
  static final String AT_LOGIN = "when you log in";
  public static final String FOR_ROOT = "To have them back at boot, before any login, run:";

  /**
   * Installs it.
   *
   * @param install does so, and is told when the apps will come back
   * @return the command that is left to root, without which the apps come back with the first login only
   */
  Optional<String> run(BiConsumer<RenderedHook, String> install) {
    List<Problem> problems = problems();
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    RenderedHook hook = hooks.boot().render(init, hooks.wanted());
    return new Lingering(hooks, init).install(hook, install);
  }

  /** All that is against it before anything is looked at that it would write. */
  List<Problem> problems() {
    BootHook facts = hooks.facts().hook();
    List<Problem> problems = new ArrayList<>();
    Stream.<Runnable>of(
            () -> requireOwnUser("startup", facts),
            () -> requireNoSystemsHook(facts),
            () -> requireNoWait(facts))
        .forEach(
            required -> {
              try {
                required.run();
              } catch (ProblemsException e) {
                problems.addAll(e.problems());
              }
            });
    return problems;
  }

  /** What it would do, with what it does about lingering. */
  Preview preview(RenderedHook hook) {
    Preview install = hooks.boot().preview(hook);
    return new Lingering(hooks, init).linger().map(linger -> linger.in(install)).orElse(install);
  }

  /** The command line that installs it, or updates it. */
  static String command(HookOptions options) {
    return options
        .serviceName()
        .map(name -> "jstartup startup --user --service-name " + ShellWords.word(name))
        .orElse("jstartup startup --user");
  }

  /** Root's would be no user's, and who else's files it is can't be told by us. */
  public static void requireOwnUser(String verb, BootHook facts) {
    boolean own = facts.account().name().equals(System.getProperty("user.name"));
    if (!own || HookFacts.callerIsRoot()) {
      throw new ProblemsException(
          "cannot do '" + verb + " --user' here",
          "without a name --user is for what is one's own, which is neither root's nor another's",
          "run it as the user whose apps are meant, or name that one alone: -u USER");
    }
  }

  private void requireNoWait(BootHook facts) {
    if (facts.waitIp()) {
      throw new ProblemsException(
          "cannot wait for the network with --user",
          init.displayName() + " knows nothing of the system's services",
          "leave --wait-ip out, or install a hook of the system's");
    }
  }

  /** What root is told who would install the system's hook beside this one. */
  static ProblemsException inTheWay(BootHook hook, String service) {
    return new ProblemsException(
        "cannot install the system's hook for home '" + hook.jstartupHome() + "'",
        "user '" + hook.account().name() + "' has a hook of their own, " + service + ", for it",
        "remove that first, as that user: jstartup unstartup --user");
  }

  private void requireNoSystemsHook(BootHook facts) {
    HookState state = hooks.system().state(hooks.systemsInit(), facts);
    if (state.kind() != Kind.NOT_INSTALLED) {
      throw new ProblemsException(
          "cannot install a hook of your own",
          "the system's hook '" + state.serviceName().orElse("") + "' brings this home's apps back",
          "remove that first: jstartup unstartup");
    }
  }
}
