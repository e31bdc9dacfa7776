package io.jstartup.cli.daemon;

/** How much a line of the supervisor's log matters, as syslog(3) counts it. */
enum Severity {
  ERROR(3),
  WARNING(4),
  INFO(6);

  private final int priority;

  Severity(int priority) {
    this.priority = priority;
  }

  static Severity of(String line) {
    if (line.startsWith("internal error")) {
      return ERROR;
    }
    boolean trouble =
        line.startsWith("warning: ")
            || line.startsWith("cannot ")
            || line.contains(": cannot ")
            || line.contains("errored")
            || line.contains("SIGKILL");
    return trouble ? WARNING : INFO;
  }

  /** What systemd takes off a line and remembers. */
  String prefix() {
    return "<" + priority + ">";
  }
}
