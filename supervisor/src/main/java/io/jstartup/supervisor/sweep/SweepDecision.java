package io.jstartup.supervisor.sweep;

/** What is to become of the apps that a supervisor's end has left in their cgroups. */
public enum SweepDecision {
  /** The unit was stopped: nobody follows, so they are stopped now. */
  SWEEP,
  /** The supervisor crashed: a successor will adopt them, and only when none comes they are stopped. */
  WATCH;

  /**
   * Decides by systemd's SERVICE_RESULT, systemd.exec(5). What is not plainly a stop counts as a crash, because watching sweeps too, if
   * only later.
   */
  public static SweepDecision of(String serviceResult) {
    return switch (serviceResult) {
      case "success", "timeout" -> SWEEP;
      default -> WATCH;
    };
  }
}
