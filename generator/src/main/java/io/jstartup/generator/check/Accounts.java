package io.jstartup.generator.check;

import io.jstartup.generator.run.CommandRunner;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The machine's users, by getent(1): it asks what the machine asks, network directories included. */
public final class Accounts {
  private static final Pattern NAME = Pattern.compile("[^:\\s\\p{Cntrl}/-][^:\\s\\p{Cntrl}/]*");
  private static final int FIELDS = 7;

  private final CommandRunner runner;

  public Accounts(CommandRunner runner) {
    this.runner = runner;
  }

  /**
   * The user of this name.
   *
   * @throws ProblemsException when there is none, or when the user database answers nonsense
   */
  public Account named(String name) {
    if (!NAME.matcher(name).matches()) {
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
    CommandOutput answer = runner.run(Command.of("getent", "passwd", key));
    return answer.out().lines().map(Accounts::parse).flatMap(Optional::stream);
  }

  private static Optional<Account> parse(String line) {
    String[] fields = line.split(":", -1);
    if (fields.length != FIELDS || !fields[5].startsWith("/")) {
      return Optional.empty();
    }
    try {
      int uid = Integer.parseUnsignedInt(fields[2]);
      int gid = Integer.parseUnsignedInt(fields[3]);
      return Optional.of(new Account(fields[0], uid, gid, Path.of(fields[5])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static ProblemsException missing(String name, String why) {
    return new ProblemsException("cannot use user '" + name + "'", why, "name another one with -u");
  }
}
