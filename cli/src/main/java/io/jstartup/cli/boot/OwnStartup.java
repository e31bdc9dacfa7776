package io.jstartup.cli.boot;

import io.jstartup.generator.HookState;
import io.jstartup.generator.HookState.Kind;
import io.jstartup.generator.RenderedHook;
import io.jstartup.generator.print.ShellWords;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.InitSystem;
import java.util.Optional;
import java.util.function.BiConsumer;

/** {@code startup --user}: what it asks for before it installs a hook of the caller's own, and undoes when that fails. */
record OwnStartup(Hooks hooks, InitSystem init) {
  private static final String LINGERING = "systemd-user";
  static final String AT_LOGIN = "when you log in";
  static final String FOR_ROOT = "To have them back at boot, before any login, run:";

  /**
   * Installs it.
   *
   * @param install does so, and is told when the apps will come back
   * @return the command that is left to root, without which the apps come back with the first login only
   */
  Optional<String> run(BiConsumer<RenderedHook, String> install) {
    BootHook facts = hooks.facts().hook();
    requireOwnUser("startup", facts);
    requireNoSystemsHook(facts);
    requireNoWait(facts);
    RenderedHook hook = hooks.boot().render(init, facts);
    Optional<Linger> lingering = lingering(facts);
    if (lingering.isEmpty()) {
      install.accept(hook, AT_LOGIN);
      return Optional.empty();
    }
    Linger linger = lingering.get();
    boolean on = linger.isOn();
    boolean byUs = on ? wasByUs(hook, linger) : linger.switchOn();
    try {
      linger.awaitManager();
      // Not a word to the manager then: it ends, and stops the apps by the unit that it still
      // knows.
      install.accept(
          byUs ? hook.afterRemoval(linger.off()) : hook, on || byUs ? Startup.AT_BOOT : AT_LOGIN);
    } catch (ProblemsException e) {
      // A hook that is there needs it, and names it in its receipt for 'unstartup'.
      if (byUs && !on && !wasByUs(hook, linger)) {
        hooks.runner().run(linger.off());
      }
      throw e;
    }
    return on || byUs ? Optional.empty() : Optional.of(linger.commandForRoot());
  }

  /** Which starts a hook of one's own before any login; empty where nothing does. */
  Optional<Linger> lingering(BootHook facts) {
    return init.id().equals(LINGERING)
        ? Optional.of(new Linger(hooks.runner(), facts.account()))
        : Optional.empty();
  }

  boolean lingers(BootHook facts) {
    return lingering(facts).filter(Linger::isOn).isPresent();
  }

  /** The command line that installs it, or updates it. */
  static String command(HookOptions options) {
    return options
        .serviceName()
        .map(name -> "jstartup startup --user --service-name " + ShellWords.word(name))
        .orElse("jstartup startup --user");
  }

  private boolean wasByUs(RenderedHook hook, Linger linger) {
    return hooks.boot().installed().stream()
        .filter(receipt -> receipt.serviceName().equals(hook.plan().serviceName()))
        .anyMatch(receipt -> receipt.afterRemoval().contains(linger.off()));
  }

  /** Root's would be no user's, and who else's files it is can't be told by us. */
  static void requireOwnUser(String verb, BootHook facts) {
    boolean own = facts.account().name().equals(System.getProperty("user.name"));
    if (!own || HookFacts.callerIsRoot()) {
      throw new ProblemsException(
          "cannot do '" + verb + " --user' here",
          "without a name --user is for a hook of one's own, which is neither root's nor another's",
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
