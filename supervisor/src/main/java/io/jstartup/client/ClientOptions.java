package io.jstartup.client;

import io.jstartup.model.HomeLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a client finds or starts its supervisor. Immutable: each {@code with} method gives another one.
 *
 * @param home the supervisor's home; another home is another supervisor with another list
 * @param starts whether a supervisor is started when none runs
 * @param command the whole command line that starts one, its program absolute; empty: see {@link SupervisorCommand}
 * @param longestStart how long it may take to come up
 * @param cwd absolute; the scripts of apps are looked for from here
 * @param environment what apps get, and where interpreters are found
 */
public record ClientOptions(
    Path home,
    boolean starts,
    Optional<List<String>> command,
    Duration longestStart,
    Path cwd,
    Map<String, String> environment) {
  private static final Duration USUAL_START = Duration.ofSeconds(20);

  public ClientOptions {
    command = command.map(List::copyOf);
  }

  /** The home that {@code JSTARTUP_HOME} names, else {@code ~/.jstartup}; a supervisor is started when none runs. */
  public static ClientOptions usual() {
    Map<String, String> environment = OwnEnvironment.read();
    Path cwd = Path.of("").toAbsolutePath();
    String asked = environment.getOrDefault("JSTARTUP_HOME", "");
    Path home =
        asked.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".jstartup")
            : cwd.resolve(asked).normalize();
    return new ClientOptions(home, true, Optional.empty(), USUAL_START, cwd, environment);
  }

  public ClientOptions withHome(Path folder) {
    return new ClientOptions(
        folder.toAbsolutePath().normalize(), starts, command, longestStart, cwd, environment);
  }

  /** Never starts a supervisor: without one, connecting fails. */
  public ClientOptions withoutStarting() {
    return new ClientOptions(home, false, command, longestStart, cwd, environment);
  }

  /** Starts a supervisor by this command line; it has to stay in the foreground and serve this home. */
  public ClientOptions withCommand(List<String> line) {
    return new ClientOptions(home, starts, Optional.of(line), longestStart, cwd, environment);
  }

  HomeLayout layout() {
    return new HomeLayout(home);
  }
}
