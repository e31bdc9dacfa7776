package io.jstartup.supervisor.ready;

import io.jstartup.model.StopPolicy;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * One message of an app in the form of sd_notify(3): lines of {@code NAME=VALUE}. {@code BARRIER=1} needs nothing: its descriptor is
 * closed when the message is done with. Names that mean nothing here are passed over.
 */
final class Notification {
  private static final int LONGEST_STATUS = 1000;
  private static final long LONGEST_MICROS = StopPolicy.LONGEST_TIMEOUT.toMillis() * 1000;

  private final String text;

  Notification(byte[] bytes) {
    this.text = new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * Does what it says.
   *
   * @param attendance of the run; null when the instance is being stopped
   */
  void apply(
      Supervision supervision,
      OperatingSystem os,
      Instance instance,
      Attendance attendance,
      Senders senders) {
    // a main process that is new must be known before what it says of itself
    value("MAINPID").ifPresent(pid -> follow(supervision, os, instance, attendance, senders, pid));
    value("STATUS").ifPresent(status -> supervision.remark(instance, shortened(status)));
    micros("EXTEND_TIMEOUT_USEC")
        .ifPresent(
            time -> {
              if (attendance == null) {
                supervision.stopping().prolong(instance, time);
              } else {
                attendance.prolong(time);
              }
            });
    if (attendance != null) {
      tell(attendance);
    }
  }

  private void tell(Attendance attendance) {
    micros("WATCHDOG_USEC").ifPresent(attendance::watchEvery);
    if (is("RELOADING", "1")) {
      attendance.reloading();
    }
    if (is("STOPPING", "1")) {
      attendance.stopping();
    }
    if (is("READY", "1")) {
      attendance.said();
    }
    if (is("WATCHDOG", "1")) {
      attendance.alive();
    } else if (is("WATCHDOG", "trigger")) {
      attendance.bitten("it asked for its watchdog");
    }
  }

  private static void follow(
      Supervision supervision,
      OperatingSystem os,
      Instance instance,
      Attendance attendance,
      Senders senders,
      String word) {
    int pid = word.matches("[1-9]\\d{0,8}") ? Integer.parseInt(word) : 0;
    if (pid == instance.pid() || attendance == null) {
      return;
    }
    Optional<ProcessIdentity> identity = senders.isOwn(pid) ? os.identify(pid) : Optional.empty();
    if (identity.isEmpty()) {
      attendance.ignore("MAINPID=" + shortened(word) + ", not its own");
      return;
    }
    if (!attendance.mayFollow()) {
      attendance.ignore("MAINPID=" + pid + ", it has named too many");
      return;
    }
    attendance.follow(pid);
    try {
      supervision.mains().follow(instance, identity.get());
    } catch (OsException e) {
      supervision.log().line(instance, "cannot follow MAINPID=" + pid + ": " + e.getMessage());
    }
    attendance.follow(instance.pid());
  }

  private boolean is(String name, String value) {
    return value(name).filter(value::equals).isPresent();
  }

  private Optional<Duration> micros(String name) {
    return value(name)
        .filter(word -> word.matches("\\d{1,18}"))
        .map(word -> Duration.ofNanos(Math.min(Long.parseLong(word), LONGEST_MICROS) * 1000));
  }

  /** The last one counts. */
  private Optional<String> value(String name) {
    String found = null;
    for (String line : text.split("\n")) {
      if (line.startsWith(name + "=")) {
        found = line.substring(name.length() + 1);
      }
    }
    return Optional.ofNullable(found);
  }

  private static String shortened(String status) {
    return status.length() <= LONGEST_STATUS ? status : status.substring(0, LONGEST_STATUS);
  }
}
