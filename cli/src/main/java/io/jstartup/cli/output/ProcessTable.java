package io.jstartup.cli.output;

import io.jstartup.cli.caller.Terminal;
import io.jstartup.supervisor.control.ProcessRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The table of {@code jstartup list}. */
public final class ProcessTable {
  private static final List<String> SYMBOLS = List.of("↺", "restarts");

  private ProcessTable() {}

  /** The table, in their order, with its line ends; names in it can't break the terminal. */
  public static String render(List<ProcessRow> processes, Terminal terminal) {
    List<List<Table.Cell>> rows = new ArrayList<>();
    processes.forEach(process -> rows.add(row(process, terminal)));
    return new Table(columns(terminal), rows, terminal).render();
  }

  private static List<Table.Column> columns(Terminal terminal) {
    return List.of(
        new Table.Column("id", 0, false),
        new Table.Column("name", 0, true),
        new Table.Column("namespace", 7, true),
        new Table.Column("mode", 6, false),
        new Table.Column("pid", 3, false),
        new Table.Column("uptime", 4, false),
        new Table.Column(SYMBOLS.get(terminal.utf8() ? 0 : 1), 2, false),
        new Table.Column("status", 0, false),
        new Table.Column("cpu", 5, false),
        new Table.Column("mem", 1, false),
        new Table.Column("user", 8, true));
  }

  private static List<Table.Cell> row(ProcessRow process, Terminal terminal) {
    boolean runs = process.pid() > 0;
    return List.of(
        new Table.Cell(String.valueOf(process.id()), paint(terminal, "1;36")),
        new Table.Cell(Printable.line(process.name())),
        new Table.Cell(Printable.line(process.namespace())),
        new Table.Cell(process.mode()),
        new Table.Cell(String.valueOf(process.pid())),
        new Table.Cell(runs ? Units.duration(process.uptimeMillis()) : "0"),
        new Table.Cell(String.valueOf(process.restarts())),
        new Table.Cell(process.status(), paint(terminal, colour(process.status()))),
        new Table.Cell(Units.percent(process.cpu())),
        new Table.Cell(Units.size(process.memory())),
        new Table.Cell(Printable.line(process.user())));
  }

  private static String colour(String status) {
    return switch (status) {
      case "online" -> "1;32";
      case "stopped", "errored" -> "1;31";
      default -> "1;33";
    };
  }

  private static UnaryOperator<String> paint(Terminal terminal, String code) {
    return terminal.colour() ? text -> "\u001b[" + code + "m" + text + "\u001b[0m" : text -> text;
  }
}
