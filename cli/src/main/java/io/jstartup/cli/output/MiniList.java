package io.jstartup.cli.output;

import io.jstartup.supervisor.control.ProcessRow;
import java.util.List;

/** The list without a table: some lines for each process, as PM2's {@code list -m} has them. */
public final class MiniList {
  private MiniList() {}

  /** With its line ends. */
  public static String render(List<ProcessRow> processes) {
    StringBuilder out = new StringBuilder();
    for (ProcessRow process : processes) {
      boolean runs = process.pid() > 0;
      out.append("+--- ").append(Printable.line(process.name())).append('\n');
      line(out, "namespace", Printable.line(process.namespace()));
      line(out, "pid", runs ? String.valueOf(process.pid()) : "N/A");
      line(out, "pm2 id", String.valueOf(process.id()));
      line(out, "status", process.status());
      line(out, "mode", process.mode());
      line(out, "restarted", String.valueOf(process.restarts()));
      line(out, "uptime", runs ? Units.duration(process.uptimeMillis()) : "0");
      line(out, "memory usage", Units.size(process.memory()));
      out.append('\n');
    }
    return out.toString();
  }

  private static void line(StringBuilder out, String name, String value) {
    out.append(name).append(" : ").append(value).append('\n');
  }
}
