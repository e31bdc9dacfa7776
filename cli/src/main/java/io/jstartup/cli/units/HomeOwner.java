package io.jstartup.cli.units;

import io.jstartup.generator.check.Accounts;
import io.jstartup.generator.run.CommandRunner;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Whose a home is that root was told of. */
final class HomeOwner {
  private HomeOwner() {}

  /**
   * The user that the home belongs to.
   *
   * @throws ProblemsException when it can't be told, or when somebody else can put another home in its place: that one's owner might be
   *     asked for by a list of theirs
   */
  static Account of(Path home, CommandRunner runner) {
    try {
      int uid = (Integer) Files.getAttribute(home, "unix:uid");
      for (Path at = home.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
        int above = (Integer) Files.getAttribute(at, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (above != 0 && above != uid) {
          throw unknown(
              home, "'" + at + "' is of uid " + digits(above) + ", the home of uid " + digits(uid));
        }
      }
      return new Accounts(runner)
          .numbered(uid)
          .orElseThrow(() -> unknown(home, "no user of this machine has uid " + digits(uid)));
    } catch (IOException e) {
      throw unknown(home, e.toString());
    }
  }

  private static String digits(int uid) {
    return Integer.toUnsignedString(uid);
  }

  private static ProblemsException unknown(Path home, String why) {
    return new ProblemsException("cannot tell whose home '" + home + "' is", why, "");
  }
}
