package io.jstartup.cli.boot;

import io.jstartup.generator.RenderedHook;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.InitSystem;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Has what is installed for one user come back at boot, before any login: on systemd by lingering, loginctl(1). What is switched on here
 * is in the receipt of all that is installed from then on, and the last of them to go switches it off.
 */
public record Lingering(Hooks hooks, InitSystem init) {
  private static final String LINGERING = "systemd-user";

  /**
   * Installs something of the user's own.
   *
   * @param hook what
   * @param install does so, and is told when the apps will come back
   * @return the command that is left to root, without which the apps come back with the first login only
   */
  public Optional<String> install(RenderedHook hook, BiConsumer<RenderedHook, String> install) {
    Optional<Linger> lingering = linger();
    if (lingering.isEmpty()) {
      install.accept(hook, OwnStartup.AT_LOGIN);
      return Optional.empty();
    }
    Linger linger = lingering.get();
    boolean on = linger.isOn();
    boolean byUs = on ? wasByUs(linger) : linger.switchOn();
    try {
      linger.awaitManager();
      // Not a word to the manager then: it ends, and stops the apps by the unit that it still
      // knows.
      install.accept(
          byUs ? hook.afterRemoval(linger.off()) : hook,
          on || byUs ? Startup.AT_BOOT : OwnStartup.AT_LOGIN);
    } catch (ProblemsException e) {
      // What is there needs it, and names it in its receipt.
      if (byUs && !on && !wasByUs(linger)) {
        hooks.runner().run(linger.off());
      }
      throw e;
    }
    return on || byUs ? Optional.empty() : Optional.of(linger.commandForRoot());
  }

  /** What is to be said when this was done in a removal. */
  public static List<String> ended(List<String> done) {
    return done.stream().anyMatch(it -> it.contains("disable-linger"))
        ? List.of("you linger no more, as before startup: what runs ends after your last logout")
        : List.of();
  }

  /** Which starts what is one's own before any login; empty where nothing does. */
  Optional<Linger> linger() {
    return init.id().equals(LINGERING)
        ? Optional.of(new Linger(hooks.runner(), hooks.facts().hook().account()))
        : Optional.empty();
  }

  private boolean wasByUs(Linger linger) {
    return hooks.boot().installed().stream()
        .anyMatch(receipt -> receipt.afterRemoval().contains(linger.off()));
  }
}
