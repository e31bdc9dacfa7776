package io.jstartup.cli.daemon;

import io.jstartup.model.HomeLayout;
import io.jstartup.supervisor.handover.OwnCommand;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How the supervisor was called.
 *
 * @param boot the init system whose boot hook started it; empty: none did
 * @param detach whether it leaves the session of who started it
 * @param home the home to serve; empty: the caller's
 * @param handover whether it follows another version in the same process
 * @param preflight whether it only says if it could
 */
public record SupervisorOptions(
    Optional<String> boot,
    boolean detach,
    Optional<HomeLayout> home,
    boolean handover,
    boolean preflight) {

  /** As our own starter, the boot hook and an update call it; empty when it is something else. */
  public static Optional<SupervisorOptions> of(List<String> words) {
    Deque<String> left = new ArrayDeque<>(words);
    Optional<String> boot = Optional.empty();
    Optional<HomeLayout> home = Optional.empty();
    boolean detach = false;
    boolean handover = false;
    boolean preflight = false;
    while (!left.isEmpty()) {
      String word = left.remove();
      if (word.equals("--detach")) {
        detach = true;
      } else if (word.equals(OwnCommand.HANDOVER)) {
        handover = true;
      } else if (word.equals(OwnCommand.PREFLIGHT)) {
        preflight = true;
      } else if (word.equals("--boot") && !left.isEmpty()) {
        boot = Optional.of(left.remove());
      } else if (word.equals("--home") && !left.isEmpty()) {
        home = Optional.of(new HomeLayout(Path.of(left.remove())));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new SupervisorOptions(boot, detach, home, handover, preflight));
  }

  /** The words by which the next version is called in the same process: it is out of the starter's session already. */
  List<String> lasting(HomeLayout served) {
    return boot.isPresent()
        ? List.of("daemon", "--boot", boot.get())
        : List.of("daemon", "--home", served.home().toString());
  }
}
