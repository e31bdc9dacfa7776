package io.jstartup.tests.rig;

import java.util.List;
import java.util.Map;

/**
 * An init system as a machine's PID 1.
 *
 * @param image the folder of its Dockerfile below {@code tests/rig}
 * @param memoryFolders what is empty after each boot
 * @param ready text for sh(1) that succeeds when all was started that is to start at boot
 * @param reboot a command that reboots in an orderly way
 * @param rebooted the exit code that it gives the container
 * @param environment what its image is told before it boots
 */
public record InitKind(
    String image,
    Map<String, String> memoryFolders,
    String ready,
    List<String> reboot,
    int rebooted,
    Map<String, String> environment) {
  /** What reboot(2) in a PID namespace ends the container with: SIGHUP. */
  public static final int REBOOTED = 129;

  /** One that is told nothing. */
  public InitKind(
      String image,
      Map<String, String> memoryFolders,
      String ready,
      List<String> reboot,
      int rebooted) {
    this(image, memoryFolders, ready, reboot, rebooted, Map.of());
  }

  /** systemd, of an image that is told so much; with {@code CGROUP=1} it finds cgroups v1. */
  public static InitKind systemd(String image, Map<String, String> environment) {
    return new InitKind(
        image,
        Map.of("/run", "rw", "/run/lock", "rw"),
        "case $(systemctl is-system-running) in running | degraded) ;; *) exit 1 ;; esac",
        List.of("systemctl", "reboot"),
        REBOOTED,
        environment);
  }

  /** One with a fresh {@code /run} and a {@code reboot} command. */
  public static InitKind of(String image, String ready) {
    return new InitKind(image, Map.of("/run", "rw"), ready, List.of("reboot"), REBOOTED);
  }
}
