package io.jstartup.cli.daemon;

import io.jstartup.generator.run.CommandRunner;
import io.jstartup.generator.run.SystemCommands;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.systemd.UserManager;
import io.jstartup.supervisor.sweep.UnitState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The systemd unit that this process belongs to, as systemctl sees it.
 *
 * @param name such as {@code jstartup-www.service}; empty: none is known, and nothing can be told
 * @param manager the uid of whose manager runs it: user@.service(5); empty: the system's
 */
record SystemdUnit(Optional<String> name, Optional<String> manager) implements UnitState {
  private static final Pattern USER_MANAGER = Pattern.compile("/user@(\\d+)\\.service/");

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** By the cgroup of this process: {@code 0::/system.slice/NAME.service/...}, cgroups(7). */
  static SystemdUnit own() {
    try {
      String cgroups = Files.readString(Path.of("/proc/self/cgroup"));
      return new SystemdUnit(in(cgroups), manager(cgroups));
    } catch (IOException e) {
      return new SystemdUnit(Optional.empty(), Optional.empty());
    }
  }

  static Optional<String> in(String cgroups) {
    return cgroups
        .lines()
        .filter(line -> line.startsWith("0::"))
        .flatMap(line -> Arrays.stream(line.split("/")))
        .filter(part -> part.endsWith(".service"))
        .reduce((outer, inner) -> inner);
  }

  static Optional<String> manager(String cgroups) {
    Matcher found = USER_MANAGER.matcher(cgroups);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  @Override
  public boolean down() {
    return name.isPresent() && down(show());
  }

  /** In the gap before a restart the state is {@code activating}; a unit that is about to start has a job. */
  static boolean down(List<String> properties) {
    boolean ended =
        properties.contains("ActiveState=inactive") || properties.contains("ActiveState=failed");
    boolean job = properties.stream().anyMatch(line -> line.matches("Job=[1-9][0-9]*"));
    return ended && !job;
  }

  private List<String> show() {
    CommandRunner runner = new SystemCommands();
    List<String> argv = new ArrayList<>();
    argv.addAll(
        manager
            .map(uid -> new UserManager(uid).words(List.of("systemctl", "--user")))
            .orElse(List.of("systemctl")));
    argv.addAll(List.of("show", "-p", "ActiveState", "-p", "Job", "--", name.get()));
    Command command = Command.of(argv.toArray(String[]::new)).within(LIMIT);
    try {
      return runner.run(command).out().lines().toList();
    } catch (ProblemsException e) {
      return List.of(); // no answer is no word that it is down
    }
  }
}
