package io.jstartup.cli.boot;

import io.jstartup.generator.RenderedHook;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.InitSystem;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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
    return first(linger)
        .tryFirst(
            state -> {
              install.accept(
                  remembering(state, hook), state.on() ? Startup.AT_BOOT : OwnStartup.AT_LOGIN);
              return state.on() ? Optional.empty() : Optional.of(linger.commandForRoot());
            });
  }

  /**
   * Installs something of the user's own that is of no use without lingering.
   *
   * @param install does so, with the user's manager running; is given what has the receipt remember that lingering is to end
   * @throws ProblemsException when the user doesn't linger and may not, and nothing was done
   */
  public <T> T require(Function<UnaryOperator<RenderedHook>, T> install) {
    Optional<Linger> lingering = linger();
    return lingering.isEmpty()
        ? install.apply(UnaryOperator.identity())
        : first(lingering.get())
            .requireFirst(state -> install.apply(hook -> remembering(state, hook)));
  }

  /**
   * Returns when what is the user's own can be stopped and started.
   *
   * @throws ProblemsException when it can't
   */
  public void awaitManager() {
    linger().ifPresent(Linger::awaitManager);
  }

  /** Not a word to the manager then: it ends, and stops the apps by the unit that it still knows. */
  private static RenderedHook remembering(LingerFirst.State state, RenderedHook hook) {
    return state.off().map(hook::afterRemoval).orElse(hook);
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

  private LingerFirst first(Linger linger) {
    return new LingerFirst(
        linger,
        () ->
            hooks.boot().installed().stream()
                .anyMatch(receipt -> receipt.afterRemoval().contains(linger.off())));
  }
}
