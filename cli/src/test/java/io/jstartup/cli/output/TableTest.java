package io.jstartup.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.cli.caller.Terminal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
  private static final List<Table.Column> COLUMNS =
      List.of(
          new Table.Column("id", 0, false),
          new Table.Column("name", 0, true),
          new Table.Column("mode", 2, false),
          new Table.Column("status", 0, false));

  private static Terminal terminal(int columns, boolean utf8) {
    return new Terminal(true, true, columns, utf8, false);
  }

  private static String render(Terminal terminal, String... names) {
    List<List<Table.Cell>> rows = new java.util.ArrayList<>();
    for (String name : names) {
      rows.add(
          List.of(
              new Table.Cell("" + rows.size()),
              new Table.Cell(Printable.line(name)),
              new Table.Cell("fork"),
              new Table.Cell("online")));
    }
    return new Table(COLUMNS, rows, terminal).render();
  }

  @Test
  void drawsBoxes() {
    assertEquals(
        """
        ┌────┬──────┬──────┬────────┐
        │ id │ name │ mode │ status │
        ├────┼──────┼──────┼────────┤
        │ 0  │ api  │ fork │ online │
        │ 1  │ 日本 │ fork │ online │
        └────┴──────┴──────┴────────┘
        """,
        render(terminal(Terminal.UNLIMITED, true), "api", "日本"));
  }

  @Test
  void staysAsciiWhereTheLocaleIsNotUtf8() {
    assertEquals(
        """
        +----+------+--------+
        | id | name | status |
        +----+------+--------+
        | 0  | abc~ | online |
        +----+------+--------+
        """
            .replace("abc~", "abcdefghijkl~")
            .replace("+------+", "+---------------+")
            .replace("| name |", "| name          |"),
        render(terminal(31, false), "abcdefghijklmnopqrstuvwx"));
  }

  @Test
  void leavesOutColumnsBeforeItCutsNamesShort() {
    String narrow = render(terminal(30, true), "a-longer-name");
    assertTrue(narrow.contains("│ 0  │ a-longer-na… │ online │"), narrow);
  }

  @ParameterizedTest
  @ValueSource(ints = {29, 40, 60, 80, 120})
  void neverPassesTheTerminalsWidth(int columns) {
    render(terminal(columns, true), "日本語の長い名前".repeat(6), "e\u0301clair", "🚀".repeat(40))
        .lines()
        .forEach(line -> assertTrue(TextWidth.of(line) <= columns, line));
  }

  @Test
  void namesCannotDriveTheTerminal() {
    String table = render(terminal(Terminal.UNLIMITED, true), "a\u001b[2Jb\nc\u202Ed\u009B");
    assertTrue(table.contains("a\\x1b[2Jb\\x0ac\\u{202e}d\\x9b"), table);
  }

  @Test
  void unitsReadAsPm2WritesThem() {
    assertEquals("59s", Units.duration(59_999));
    assertEquals("1m", Units.duration(60_000));
    assertEquals("2D", Units.duration(2 * 24 * 3_600_000L));
    assertEquals("45.6mb", Units.size(47_815_066));
    assertEquals("0b", Units.size(0));
    assertEquals("0%", Units.percent(0));
    assertEquals("12.5%", Units.percent(12.46));
  }
}
