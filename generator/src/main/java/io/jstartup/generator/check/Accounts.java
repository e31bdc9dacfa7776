package io.jstartup.generator.check;

import io.jstartup.generator.run.CommandRunner;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.PasswdEntry;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's users, by the tool that asks what the machine asks, network directories included. */
public final class Accounts {
  private final CommandRunner runner;
  private final String osName;

  public Accounts(CommandRunner runner) {
    this(runner, System.getProperty("os.name"));
  }

  Accounts(CommandRunner runner, String osName) {
    this.runner = runner;
    this.osName = osName;
  }

  /**
   * The user of this name.
   *
   * @throws ProblemsException when there is none, or when the user database answers nonsense
   */
  public Account named(String name) {
    if (!PasswdEntry.mayBeKey(name)) {
      throw missing(name, "no user can be called that");
    }
    return asked(name)
        .filter(account -> account.name().equals(name))
        .findFirst()
        .orElseThrow(() -> missing(name, "there is no such user on this machine"));
  }

  /** The user of this number, of several the one that the user database prefers; empty: there is none. */
  public Optional<Account> numbered(int uid) {
    return asked(Integer.toUnsignedString(uid)).filter(account -> account.uid() == uid).findFirst();
  }

  /** A name of digits only also finds users by number: what is in the answer decides. */
  private Stream<Account> asked(String key) {
    List<String> question = PasswdEntry.question(osName, key);
    CommandOutput answer = runner.run(Command.of(question.toArray(String[]::new)));
    return answer
        .out()
        .lines()
        .map(PasswdEntry::parse)
        .flatMap(Optional::stream)
        .filter(entry -> entry.home().startsWith("/"))
        .map(Accounts::account);
  }

  private static Account account(PasswdEntry entry) {
    return new Account(entry.name(), entry.uid(), entry.gid(), Path.of(entry.home()));
  }

  private static ProblemsException missing(String name, String why) {
    return new ProblemsException("cannot use user '" + name + "'", why, "name another one with -u");
  }
}
