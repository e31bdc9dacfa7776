package io.jstartup.cli.output;

import io.jstartup.cli.caller.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A box-drawn table that fits the terminal: columns are left out by their rank, then the flexible one is cut. */
final class Table {
  /**
   * @param title the heading
   * @param rank columns with the highest rank are left out first when room is short; 0: never
   * @param flexible whether its cells may be cut
   */
  record Column(String title, int rank, boolean flexible) {}

  /** @param paint colours the text once it has its final width */
  record Cell(String text, UnaryOperator<String> paint) {
    Cell(String text) {
      this(text, UnaryOperator.identity());
    }
  }

  private static final int NARROWEST = 5;
  private static final String[] BOX = {"─", "│", "┌┬┐", "├┼┤", "└┴┘", "…"};
  private static final String[] ASCII = {"-", "|", "+++", "+++", "+++", "~"};

  private final List<Column> columns;
  private final List<List<Cell>> rows;
  private final Terminal terminal;
  private final String[] style;

  Table(List<Column> columns, List<List<Cell>> rows, Terminal terminal) {
    this.columns = columns;
    this.rows = rows;
    this.terminal = terminal;
    this.style = terminal.utf8() ? BOX : ASCII;
  }

  /** The whole table, each line with its line end. */
  String render() {
    int[] widths = widths();
    List<Integer> shown = fit(widths);
    StringBuilder out = new StringBuilder();
    rule(out, shown, widths, style[2]);
    row(out, shown, widths, columns.stream().map(c -> new Cell(c.title())).toList());
    rule(out, shown, widths, style[3]);
    for (List<Cell> row : rows) {
      row(out, shown, widths, row);
    }
    rule(out, shown, widths, style[4]);
    return out.toString();
  }

  private int[] widths() {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = TextWidth.of(columns.get(i).title());
      for (List<Cell> row : rows) {
        widths[i] = Math.max(widths[i], TextWidth.of(row.get(i).text()));
      }
    }
    return widths;
  }

  private List<Integer> fit(int[] widths) {
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      shown.add(i);
    }
    while (excess(shown, widths) > slack(shown, widths) && leaveOneOut(shown)) {
      // the condition does the work
    }
    for (int i : shown) {
      if (columns.get(i).flexible()) {
        int cut = Math.min(excess(shown, widths), Math.max(0, widths[i] - NARROWEST));
        widths[i] -= Math.max(0, cut);
      }
    }
    return shown;
  }

  private int excess(List<Integer> shown, int[] widths) {
    long total = 1;
    for (int i : shown) {
      total += widths[i] + 3L;
    }
    return (int) Math.max(0, total - terminal.columns());
  }

  /** How much the flexible columns could give before a whole column has to go: down to half of what they want. */
  private int slack(List<Integer> shown, int[] widths) {
    return shown.stream()
        .filter(i -> columns.get(i).flexible())
        .mapToInt(i -> Math.max(0, widths[i] - Math.max(12, widths[i] / 2)))
        .sum();
  }

  private boolean leaveOneOut(List<Integer> shown) {
    int worst = -1;
    for (int i : shown) {
      if (columns.get(i).rank() > (worst < 0 ? 0 : columns.get(worst).rank())) {
        worst = i;
      }
    }
    return worst >= 0 && shown.remove((Integer) worst);
  }

  private void rule(StringBuilder out, List<Integer> shown, int[] widths, String corners) {
    char next = corners.charAt(0);
    for (int i : shown) {
      out.append(next).append(style[0].repeat(widths[i] + 2));
      next = corners.charAt(1);
    }
    out.append(corners.charAt(2)).append('\n');
  }

  private void row(StringBuilder out, List<Integer> shown, int[] widths, List<Cell> cells) {
    for (int i : shown) {
      Cell cell = cells.get(i);
      String text = TextWidth.fit(cell.text(), widths[i], style[5]);
      out.append(style[1]).append(' ').append(cell.paint().apply(text)).append(' ');
    }
    out.append(style[1]).append('\n');
  }
}
