package io.jstartup.model.hook;

import java.nio.file.Path;
import java.time.Duration;

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
    Duration stopBudget) {
  /** What a system service may expect to find, whatever the PATH of the one who installs. */
  public static final String DEFAULT_SEARCH_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  public BootHook withServiceName(String name) {
    return new BootHook(
        account, userHome, jstartupHome, name, launcher, javaHome, searchPath, waitIp, stopBudget);
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
        stopBudget);
  }
}
