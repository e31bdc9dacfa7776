package io.jstartup.cli.output;

import io.jstartup.supervisor.control.ProcessRow;
import java.util.List;

/** Why processes of the list are down, or wait for a restart: one line each, for under the table. */
public final class DownReasons {
  private static final int MOST = 10;

  private DownReasons() {}

  /** The lines with their ends; empty when all is well. */
  public static String render(List<ProcessRow> processes) {
    StringBuilder lines = new StringBuilder();
    int told = 0;
    for (ProcessRow process : processes) {
      if (isDown(process) && told++ < MOST) {
        lines.append(line(process)).append('\n');
      }
    }
    if (told > MOST) {
      lines.append("and ").append(told - MOST).append(" more; jstartup jlist has them all\n");
    }
    return lines.toString();
  }

  private static boolean isDown(ProcessRow process) {
    return process.pid() == 0 && !process.reason().isEmpty();
  }

  private static String line(ProcessRow process) {
    String app = "'" + process.name() + "' (id " + process.id() + ")";
    return Printable.line(app + " is " + process.status() + ": " + process.reason());
  }
}
