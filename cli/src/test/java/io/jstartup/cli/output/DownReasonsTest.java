package io.jstartup.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.supervisor.control.ProcessRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DownReasonsTest {
  private static ProcessRow row(long id, long pid, String status, String reason) {
    return ProcessRow.fromJson(
        Map.of("id", id, "name", "a\u001b[2J", "pid", pid, "status", status, "reason", reason));
  }

  @Test
  void tellsOfWhatIsDownOnly() {
    List<ProcessRow> rows =
        List.of(
            row(0, 7, "online", ""),
            row(1, 0, "stopped", ""),
            row(2, 0, "errored", "exited with 1\nforged"),
            row(3, 9, "stopping", "uses too much"));
    assertEquals(
        "'a\\x1b[2J' (id 2) is errored: exited with 1\\x0aforged\n", DownReasons.render(rows));
  }

  @Test
  void countsWhatItLeavesOut() {
    List<ProcessRow> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(row(i, 0, "errored", "why"));
    }
    String text = DownReasons.render(rows);
    assertEquals(11, text.lines().count());
    assertTrue(text.endsWith("and 490 more; jstartup jlist has them all\n"), text);
  }
}
