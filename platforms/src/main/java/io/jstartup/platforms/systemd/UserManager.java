package io.jstartup.platforms.systemd;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.detect.MachineFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The systemd manager of one user, as that user calls it: user@.service(5). Every command says where it is, as sudo and su forget it.
 *
 * @param uid the user's, in digits
 */
public record UserManager(String uid) {
  /** The least that user@.service gives: DefaultTimeoutStopSec= of systemd-system.conf(5); newer ones ask for 120 s. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(90);

  private static final String CUTS_STOP =
      "at shutdown systemd ends a user's manager, with the apps, after TimeoutStopSec= of"
          + " user@.service (90 s or 120 s as a rule), whatever longer time apps were given";

  /** The manager of the hook's own user. */
  public static UserManager of(BootHook hook) {
    return new UserManager(Integer.toUnsignedString(hook.account().uid()));
  }

  /** Its XDG_RUNTIME_DIR, gone at each boot. */
  public Path runtime() {
    return Path.of("/run/user", uid);
  }

  /** The file that names the cgroup controllers which it was given, cgroups(7). */
  public String controllers() {
    return "/sys/fs/cgroup/user.slice/user-"
        + uid
        + ".slice/user@"
        + uid
        + ".service/cgroup.controllers";
  }

  /** These words, run where its tools find it. */
  public List<String> words(List<String> command) {
    List<String> argv = new ArrayList<>(List.of("env", "XDG_RUNTIME_DIR=" + runtime()));
    argv.addAll(command);
    return argv;
  }

  /** Prints its variables, which all its services get. */
  public Command showEnvironment() {
    return systemctl("show-environment");
  }

  /** Prints what it says of itself. */
  public Command show() {
    return systemctl("show");
  }

  /** Has it read its units again. */
  public Command reload() {
    return systemctl("daemon-reload");
  }

  Command command(String... words) {
    return Command.of(words(List.of(words)).toArray(String[]::new));
  }

  Command systemctl(String... words) {
    return command(
        Stream.concat(Stream.of("systemctl", "--user"), Stream.of(words)).toArray(String[]::new));
  }

  /** The folder of a user's own units and those that it is in, the outer first. */
  static List<Path> folders(Path userHome) {
    return Stream.of(".config", ".config/systemd", ".config/systemd/user")
        .map(userHome::resolve)
        .toList();
  }

  /** The folder of a user's own units. */
  public static Path units(Path userHome) {
    return userHome.resolve(".config/systemd/user");
  }

  /** Those of {@link #folders} that are not there. */
  public static List<Path> missing(Path userHome, MachineFacts facts) {
    return folders(userHome).stream().filter(folder -> !facts.exists(folder.toString())).toList();
  }

  /** What is to be said of something that may take this long to stop. */
  public static Optional<String> note(Duration stop) {
    return stop.compareTo(STOP_LIMIT) <= 0 ? Optional.empty() : Optional.of(CUTS_STOP);
  }
}
