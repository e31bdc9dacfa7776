package io.jstartup.model.hook;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The facts of one boot hook: what every init system needs to know to bring one user's saved apps back. All paths are absolute.
 *
 * @param account who the supervisor and the apps run as
 * @param userHome the supervisor's HOME; differs from the account's own when {@code --hp} says so
 * @param jstartupHome the folder of the saved list
 * @param serviceName the service's name in the init system, without a suffix; see {@link ServiceName}
 * @param launcher the {@code jstartup} program
 * @param javaHome the Java that the launcher has to take
 * @param searchPath the supervisor's own PATH; apps keep the one that they were saved with
 * @param waitIp start only when the network is up
 * @param stopBudget how long the slowest app may take to stop; margins are the init system's business
 * @param app the file with the one app that is brought back in place of the saved list, by {@code jstartup exec}; empty: the list
 * @param gate the file without which that app's service does nothing; empty: the list has none
 */
public record BootHook(
    Account account,
    Path userHome,
    Path jstartupHome,
    String serviceName,
    Path launcher,
    Path javaHome,
    String searchPath,
    boolean waitIp,
    Duration stopBudget,
    Optional<Path> app,
    Optional<Path> gate) {
  /** What a system service may expect to find, whatever the PATH of the one who installs. */
  public static final String DEFAULT_SEARCH_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /** For the saved list. */
  public BootHook(
      Account account,
      Path userHome,
      Path jstartupHome,
      String serviceName,
      Path launcher,
      Path javaHome,
      String searchPath,
      boolean waitIp,
      Duration stopBudget) {
    this(
        account,
        userHome,
        jstartupHome,
        serviceName,
        launcher,
        javaHome,
        searchPath,
        waitIp,
        stopBudget,
        Optional.empty(),
        Optional.empty());
  }

  public BootHook withServiceName(String name) {
    return new BootHook(
        account,
        userHome,
        jstartupHome,
        name,
        launcher,
        javaHome,
        searchPath,
        waitIp,
        stopBudget,
        app,
        gate);
  }

  public BootHook withWaitIp(boolean wait) {
    return new BootHook(
        account,
        userHome,
        jstartupHome,
        serviceName,
        launcher,
        javaHome,
        searchPath,
        wait,
        stopBudget,
        app,
        gate);
  }

  /**
   * The same for one app.
   *
   * @param name the service's
   * @param spec its file
   * @param itsGate the file without which it does nothing
   * @param home where the runner keeps its state
   * @param longestStop how long it may take to stop
   */
  public BootHook forApp(String name, Path spec, Path itsGate, Path home, Duration longestStop) {
    return new BootHook(
        account,
        userHome,
        home,
        name,
        launcher,
        javaHome,
        searchPath,
        waitIp,
        longestStop,
        Optional.of(spec),
        Optional.of(itsGate));
  }
}
