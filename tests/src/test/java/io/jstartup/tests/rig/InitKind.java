package io.jstartup.tests.rig;

import java.util.List;
import java.util.Map;

/**
 * An init system as a machine's PID 1.
 *
 * @param image the folder of its Dockerfile below {@code tests/rig}
 * @param memoryFolders what is empty after each boot
 * @param ready text for sh(1) that succeeds when all was started that is to start at boot
 * @param reboot how it reboots
 * @param powerOff how it switches the machine off
 * @param environment what its image is told before it boots
 */
public record InitKind(
    String image,
    Map<String, String> memoryFolders,
    String ready,
    Shutdown reboot,
    Shutdown powerOff,
    Map<String, String> environment) {

  /**
   * An orderly end of the machine.
   *
   * @param command what a user gives for it
   * @param code the exit code that it gives the container
   */
  public record Shutdown(List<String> command, int code) {
    /** What reboot(2) in a PID namespace ends the container with when it restarts: SIGHUP. */
    private static final int RESTARTED = 129;

    /** The same when the power goes off: SIGINT. */
    private static final int OFF = 130;

    static Shutdown reboot(String... command) {
      return new Shutdown(List.of(command), RESTARTED);
    }

    static Shutdown powerOff(String... command) {
      return new Shutdown(List.of(command), OFF);
    }
  }

  private static InitKind of(String image, String ready, Shutdown reboot, Shutdown powerOff) {
    return new InitKind(image, Map.of("/run", "rw"), ready, reboot, powerOff, Map.of());
  }

  /** One with {@code reboot} and {@code poweroff} commands. */
  private static InitKind of(String image, String ready) {
    return of(image, ready, Shutdown.reboot("reboot"), Shutdown.powerOff("poweroff"));
  }

  /** systemd, of an image that is told so much; with {@code CGROUP=1} it finds cgroups v1. */
  public static InitKind systemd(String image, Map<String, String> environment) {
    return new InitKind(
        image,
        Map.of("/run", "rw", "/run/lock", "rw"),
        "case $(systemctl is-system-running) in running | degraded) ;; *) exit 1 ;; esac",
        Shutdown.reboot("systemctl", "reboot"),
        Shutdown.powerOff("systemctl", "poweroff"),
        environment);
  }

  public static InitKind busybox() {
    return of("busybox", "test -d /run && ! pgrep -f '[/]rcS'");
  }

  /** finit 4; finit(8) has the signals. */
  public static InitKind finit() {
    return of(
        "finit",
        "test -e /run/finit/cond/hook/svc/up",
        Shutdown.reboot("kill", "-TERM", "1"),
        Shutdown.powerOff("kill", "-USR2", "1"));
  }

  /** OpenRC below System V init. */
  public static InitKind openRc() {
    return of(
        "openrc", "rc-status -r | grep -q default && ! pgrep -f '[/]etc/init.d/rc|[/]sbin/openrc'");
  }

  /** OpenRC with its own PID 1. */
  public static InitKind openRcInit() {
    return of(
        "openrc-init",
        "rc-status -r | grep -q default && ! pgrep -x openrc",
        Shutdown.reboot("openrc-shutdown", "--reboot", "now"),
        Shutdown.powerOff("openrc-shutdown", "--poweroff", "now"));
  }

  public static InitKind runit() {
    return of("runit", "pgrep -x runsvdir");
  }

  /** s6-svscan as PID 1; its own end is all the shutdown that it has. */
  public static InitKind s6() {
    Shutdown end = new Shutdown(List.of("s6-svscanctl", "-t", "/etc/s6/scan"), 0);
    return of("s6", "test -p /etc/s6/scan/.s6-svscan/control", end, end);
  }

  /** sysvinit with Debian's insserv. */
  public static InitKind systemV() {
    return of("sysvinit", "test \"$(runlevel)\" = 'N 2' && ! pgrep -f '[/]etc/init.d/rc'");
  }
}
