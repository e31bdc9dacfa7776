package io.jstartup.cli.units;

import io.jstartup.generator.print.ShellWords;
import io.jstartup.generator.run.AsUser;
import io.jstartup.model.hook.Account;
import io.jstartup.platforms.systemd.UserManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * systemctl for the manager that has a service, user@.service(5). It answers its own user alone; root asks as that user.
 *
 * @param manager the uid of whose it is; empty: the system's
 * @param as the user that root has to be for it; empty: the caller asks as who he is
 */
record Systemctl(Optional<String> manager, Optional<Account> as) {
  /** The words of a command. */
  List<String> words(String... rest) {
    List<String> words = new ArrayList<>(plain());
    words.addAll(List.of(rest));
    List<String> there = manager.map(uid -> new UserManager(uid).words(words)).orElse(words);
    return as.map(user -> new AsUser(user).words(there)).orElse(there);
  }

  /** Whether who answers is another user, who may let the caller wait. */
  boolean isOthers() {
    return as.isPresent();
  }

  /** What the caller types, before the verb. */
  String typed() {
    String sudo =
        as.map(user -> "sudo -u " + ShellWords.word(user.name()) + " " + runtime(user)).orElse("");
    return sudo + String.join(" ", plain());
  }

  private static String runtime(Account user) {
    UserManager manager = new UserManager(Integer.toUnsignedString(user.uid()));
    return "XDG_RUNTIME_DIR=" + manager.runtime() + " ";
  }

  private List<String> plain() {
    return manager.isPresent() ? List.of("systemctl", "--user") : List.of("systemctl");
  }
}
