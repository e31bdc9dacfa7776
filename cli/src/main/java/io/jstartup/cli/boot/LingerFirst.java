package io.jstartup.cli.boot;

import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.Command;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Switches lingering on before an install of the user's own, and off again when that fails.
 *
 * @param linger whose
 * @param named whether a receipt names the command that ends it: then what is installed needs it
 */
record LingerFirst(Linger linger, BooleanSupplier named) {
  /**
   * What an install finds.
   *
   * @param on whether the user lingers
   * @param off what the last removal has to run; empty: it was on before jstartup came
   */
  record State(boolean on, Optional<Command> off) {}

  /**
   * Does this when the user's manager runs, lingering or not.
   *
   * @throws ProblemsException when it does not run, and nothing was done
   */
  <T> T tryFirst(Function<State, T> install) {
    boolean before = linger.isOn();
    return run(before, before || linger.switchOn(), install);
  }

  /**
   * Does this when the user lingers and the manager runs.
   *
   * @throws ProblemsException when either is not so, and nothing was done
   */
  <T> T requireFirst(Function<State, T> install) {
    boolean before = linger.isOn();
    if (!before && !linger.switchOn()) {
      throw new ProblemsException(
          "cannot make apps units of the systemd manager of user '" + linger.account().name() + "'",
          "it ends at the last logout, and the apps with it, as that user may not linger",
          "run this, then the same again: " + linger.commandForRoot());
    }
    return run(before, true, install);
  }

  private <T> T run(boolean before, boolean on, Function<State, T> install) {
    boolean byUs = before ? named.getAsBoolean() : on;
    boolean installed = false;
    try {
      linger.awaitManager();
      T result = install.apply(new State(on, byUs ? Optional.of(linger.off()) : Optional.empty()));
      installed = true;
      return result;
    } finally {
      if (!installed && on && !before) {
        endUnlessNamed();
      }
    }
  }

  private void endUnlessNamed() {
    if (!named.getAsBoolean()) {
      linger.runner().run(linger.off());
    }
  }
}
