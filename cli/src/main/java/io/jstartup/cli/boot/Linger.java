package io.jstartup.cli.boot;

import io.jstartup.generator.Preview;
import io.jstartup.generator.print.ShellWords;
import io.jstartup.generator.run.CommandRunner;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.systemd.UnitUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether systemd runs a user's manager from boot on, or only while that user is logged in: loginctl(1).
 *
 * @param root below which the machine's files are
 */
record Linger(CommandRunner runner, Account account, Path root) {
  private static final Duration LONGEST_START = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /** On the machine that runs this. */
  Linger(CommandRunner runner, Account account) {
    this(runner, account, Path.of("/"));
  }

  boolean isOn() {
    return Files.exists(root.resolve("var/lib/systemd/linger").resolve(account.name()));
  }

  /** Tries to, with the user's own rights; whether it is on now. */
  boolean switchOn() {
    return runner.run(on()).succeeded() && isOn();
  }

  private Command on() {
    return loginctl("enable-linger");
  }

  /** What an install would do, with what it does about lingering. */
  Preview in(Preview install) {
    return isOn() ? install : install.first(on());
  }

  /** Switches it off, where that is allowed. */
  Command off() {
    return loginctl("disable-linger").thatMayFail();
  }

  private Command loginctl(String verb) {
    return Command.of("loginctl", "--no-ask-password", verb, UnitUser.of(account));
  }

  /** What root would have to run. */
  String commandForRoot() {
    return "sudo loginctl enable-linger " + ShellWords.word(UnitUser.of(account));
  }

  /**
   * Returns when the user's manager runs.
   *
   * @throws ProblemsException when it does not
   */
  void awaitManager() {
    Path socket = root.resolve("run/user/" + account.uid() + "/systemd/private");
    long deadline = System.nanoTime() + (isOn() ? LONGEST_START.toNanos() : 0);
    while (!Files.exists(socket)) {
      if (System.nanoTime() - deadline >= 0) {
        throw new ProblemsException(
            "cannot reach the systemd manager of user '" + account.name() + "'",
            "it does not run: '" + socket + "' is not there",
            isOn()
                ? "see 'systemctl status user@" + account.uid() + "' (its package: libpam-systemd)"
                : "log in, or have it run from boot on: " + commandForRoot());
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }
}
