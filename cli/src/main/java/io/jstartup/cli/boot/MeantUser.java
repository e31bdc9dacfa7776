package io.jstartup.cli.boot;

import io.jstartup.cli.caller.Caller;
import io.jstartup.cli.session.Homes;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.ProblemsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Whose hook is meant where {@code -u} names nobody.
 *
 * @param homeOf the home folder of the user of a name
 */
record MeantUser(Caller caller, boolean root, Function<String, Path> homeOf) {
  /**
   * The one who typed sudo, else the one who runs this.
   *
   * @throws ProblemsException when that one has nothing to bring back and root has: a shell of root's keeps the name of who began it by sudo
   */
  String name() {
    String self = System.getProperty("user.name");
    String sudoer = caller.env().getOrDefault("SUDO_USER", "");
    if (!root || sudoer.isEmpty() || sudoer.equals(self)) {
      return self;
    }
    boolean askedForHome = !caller.env().getOrDefault("JSTARTUP_HOME", "").isEmpty();
    if (!askedForHome && used(Homes.of(caller)) && !used(usualHome(sudoer))) {
      throw new ProblemsException(
          "cannot tell whose apps are meant",
          "you are '"
              + self
              + "' by sudo, and '"
              + self
              + "' has apps here, while '"
              + sudoer
              + "' has none",
          "name the user: -u " + self + ", or -u " + sudoer);
    }
    return sudoer;
  }

  private HomeLayout usualHome(String user) {
    return new HomeLayout(homeOf.apply(user).resolve(".jstartup"));
  }

  /** Whether a list is saved there or a supervisor has served it. */
  private static boolean used(HomeLayout home) {
    return Files.exists(home.dump()) || Files.exists(home.socket());
  }
}
