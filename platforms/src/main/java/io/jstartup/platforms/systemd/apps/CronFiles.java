package io.jstartup.platforms.systemd.apps;

import io.jstartup.platforms.service.ServiceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code cron_restart}: a timer, and what it starts, which restarts the service. As with the supervisor, one that is down is started.
 * The names end in no number, as all services' do.
 */
final class CronFiles {
  static final String TIMER = ".restart.timer";

  private static final String SERVICE = ".restart.service";
  private static final int FROM_END_SINCE = 233;
  private static final int READABLE = 0644;

  private CronFiles() {}

  /** None without a pattern, or where systemd can't have it. */
  static List<ServiceFile> of(Draft draft, String target) {
    String pattern = draft.app().restart().cron();
    if (pattern.isEmpty()) {
      return List.of();
    }
    List<String> events;
    try {
      events = CalendarLines.of(pattern);
    } catch (IllegalArgumentException e) {
      draft.exact("cron_restart", "has no effect: " + e.getMessage());
      return List.of();
    }
    if (events.stream().anyMatch(CalendarLines::fromEnd) && !draft.knows(FROM_END_SINCE)) {
      draft.lost("cron_restart", "systemd counts no days from a month's end before 233");
      return List.of();
    }
    draft.approximated(
        "cron_restart", "a timer; where the clock is set forward or back, by systemd's rules");
    String head =
        "# Written by 'jstartup native'; 'jstartup native remove' takes it away.\n[Unit]\n";
    String name = draft.name();
    String timer =
        head
            + "Description=when to restart "
            + name
            + ".service\nPartOf="
            + target
            + "\n\n[Timer]\n"
            + events.stream().map(it -> "OnCalendar=" + it + "\n").collect(Collectors.joining())
            + "AccuracySec=1s\nUnit="
            + name
            + SERVICE
            + "\n";
    String systemctl = "/bin/systemctl " + (draft.scope().ofUser() ? "--user " : "");
    // its own starts have no limit, and the app's restarts are not to count for the app's
    String service =
        head
            + "Description=restart "
            + name
            + ".service\nStartLimitIntervalSec=0\n\n[Service]\nType=oneshot\nExecStart=-"
            + systemctl
            + "reset-failed "
            + name
            + ".service\nExecStart="
            + systemctl
            + "--no-block restart "
            + name
            + ".service\n";
    Path folder = draft.scope().units();
    return List.of(
        new ServiceFile(folder.resolve(name + TIMER), READABLE, timer),
        new ServiceFile(folder.resolve(name + SERVICE), READABLE, service));
  }
}
