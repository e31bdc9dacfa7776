package io.jstartup.platforms.shell;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.PlannedFile;
import io.jstartup.platforms.StopLimit;
import io.jstartup.platforms.Tolerance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The script that runs the supervisor where the init system itself can't do all of it: becomes the user, waits for the network when it
 * is asked to, passes the stop on and enforces its limit, starts a successor after a crash but none after a wanted end.
 */
public final class Keeper {
  /** Where these scripts are on Linux; comes with the first and goes with the last. */
  public static final Path FOLDER = Path.of("/etc/jstartup");

  /** For the network, where the scripts wait for it themselves; the apps are started all the same then. */
  public static final Duration LONGEST_WAIT_FOR_NETWORK = Duration.ofSeconds(120);

  /** Init systems of other kernels: their own order of services brings the network first. */
  private static final Set<String> ELSEWHERE =
      Set.of("launchd", "launchd-agent", "rcd", "rcd-netbsd", "rcd-openbsd", "smf");

  private static final List<Tolerance> STOP_LIMITS =
      Stream.of(
              "stop_limit=",
              "retry=",
              "service [2345]",
              "stop-timeout =",
              "kill timeout ",
              "daemon_timeout=")
          .map(Tolerance::timeEnough)
          .toList();

  /** Of an init system that watches over nothing that it has started, or only over what it started itself and this leaves. */
  public static final String NOT_RESPAWNED =
      "this init system starts nothing again that has ended: the hook's script does that for the"
          + " supervisor, and nothing does it for the script";

  private Keeper() {}

  /** Whether an init system, by its id, is one of Linux. */
  public static boolean onLinux(String init) {
    return !ELSEWHERE.contains(init);
  }

  public static Path path(BootHook hook) {
    return FOLDER.resolve(hook.serviceName());
  }

  /** For an init system that leaves what has ended well at that. */
  public static PlannedFile ending(BootHook hook, String init) {
    return ending(hook, init, path(hook));
  }

  /** The same somewhere else than in root's folder. */
  public static PlannedFile ending(BootHook hook, String init, Path path) {
    return file(hook, init, path, false, List.of());
  }

  /**
   * For an init system that starts it again whenever it ends: after a wanted end it stays.
   *
   * @param stayDown has the init system stop it then; empty when there is no such command
   */
  public static PlannedFile staying(BootHook hook, String init, List<String> stayDown) {
    return file(hook, init, path(hook), true, stayDown);
  }

  /** The same by another name. */
  public static PlannedFile staying(BootHook hook, String init, Path path) {
    return file(hook, init, path, true, List.of());
  }

  private static PlannedFile file(
      BootHook hook, String init, Path path, boolean idles, List<String> stayDown) {
    Map<String, Object> values = values(hook, init);
    values.put("idles", idles);
    values.put("stayDown", stayDown);
    return file(path, "shell/keeper.ftl", values);
  }

  /** Removes what the init script of this name wrote down about the keeper that it started, which goes on. */
  public static Command forget(String name) {
    return Command.of("rm", "-f", "/var/run/" + name + ".pid", "/var/lock/subsys/" + name);
  }

  /** Another script for root to run. */
  public static PlannedFile file(Path path, String template, Map<String, Object> values) {
    return new PlannedFile(path, 0755, template, new ShellSyntax(), values, STOP_LIMITS);
  }

  /** A file that is no script; its values are plain words. */
  public static PlannedFile text(Path path, String template, Map<String, Object> values) {
    PlannedFile script = file(path, template, values);
    return new PlannedFile(path, 0644, template, script.syntax(), values, script.tolerated());
  }

  /** What the scripts of a hook put in. */
  public static Map<String, Object> values(BootHook hook, String init) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("user", hook.account().name());
    values.put("userHome", hook.userHome().toString());
    values.put("home", hook.jstartupHome().toString());
    values.put("javaHome", hook.javaHome().toString());
    values.put("launcher", hook.launcher().toString());
    values.put("searchPath", hook.searchPath());
    values.put("serviceName", hook.serviceName());
    values.put("keeper", path(hook).toString());
    values.put("init", init);
    values.put("app", hook.app().isPresent());
    values.put("spec", hook.app().map(Path::toString).orElse(""));
    values.put("gate", hook.gate().map(Path::toString).orElse(""));
    values.put(
        "description",
        hook.app().isPresent()
            ? "jstartup: " + hook.serviceName()
            : "jstartup: keeps the saved apps of " + hook.account().name() + " running");
    values.put("waitIp", hook.waitIp());
    values.put("linux", onLinux(init));
    values.put("networkLimit", Long.toString(LONGEST_WAIT_FOR_NETWORK.toSeconds()));
    values.put("stopLimit", Long.toString(StopLimit.seconds(hook)));
    values.put("stopLimitMillis", Long.toString(StopLimit.of(hook).toMillis()));
    values.put("stopLimitWithSweep", Long.toString(StopLimit.secondsWithSweep(hook)));
    return values;
  }
}
