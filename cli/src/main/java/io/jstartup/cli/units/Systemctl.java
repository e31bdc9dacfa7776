package io.jstartup.cli.units;

import io.jstartup.io.PrivateFolder;
import io.jstartup.platforms.systemd.UserManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * systemctl for the manager that has a service, user@.service(5). It answers its own user alone; root asks as that user.
 *
 * @param manager the uid of whose it is; empty: the system's
 */
record Systemctl(Optional<String> manager) {
  /** The words of a command. */
  List<String> words(String... rest) {
    List<String> words = new ArrayList<>(plain());
    words.addAll(List.of(rest));
    return manager.map(uid -> inManager(uid, words)).orElse(words);
  }

  /** What a person types, before the verb. */
  List<String> plain() {
    return manager.isPresent() ? List.of("systemctl", "--user") : List.of("systemctl");
  }

  private static List<String> inManager(String uid, List<String> words) {
    List<String> argv = new ArrayList<>();
    if (isRoot() && !uid.equals("0")) {
      argv.addAll(List.of("setpriv", "--reuid=" + uid, "--clear-groups"));
    }
    argv.addAll(new UserManager(uid).words(words));
    return argv;
  }

  static boolean isRoot() {
    try {
      return PrivateFolder.callerUid() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
