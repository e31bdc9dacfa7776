package io.jstartup.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.json.Json;
import io.jstartup.model.SavedInstance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListDiffTest {
  private static SavedInstance instance(String name, int number, Map<String, Object> more) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", name);
    entry.put("pm_exec_path", "/bin/sleep");
    entry.put("pm_cwd", "/");
    entry.put("args", new ArrayList<Object>(List.of("1000")));
    entry.put("exec_interpreter", "none");
    entry.put("pm_out_log_path", "/tmp/out.log");
    entry.put("pm_err_log_path", "/tmp/err.log");
    entry.put("pm_pid_path", "/tmp/x.pid");
    entry.put("NODE_APP_INSTANCE", (long) number);
    entry.put("env", new LinkedHashMap<String, Object>(Map.of("A", "1", "SECRET", "x")));
    entry.putAll(more);
    return AppEntry.read(entry);
  }

  @Test
  void whatIsSavedAndReadAgainIsTheSameThoughItsIdsDiffer() {
    List<SavedInstance> list = List.of(instance("a", 0, Map.of()), instance("a", 1, Map.of()));
    List<SavedInstance> others = List.of(instance("a", 0, Map.of()), instance("a", 1, Map.of()));
    byte[] dump = Json.pretty(AppEntries.tree(list));
    assertTrue(ListDiff.of(AppEntries.read(Json.parse(dump)).instances(), others).same());
    assertTrue(ListDiff.of(List.of(), List.of()).same());
  }

  @Test
  void namesWhatIsNewAndWhatIsGone() {
    ListDiff diff =
        ListDiff.of(
            List.of(instance("a", 0, Map.of()), instance("b", 0, Map.of())),
            List.of(instance("b", 0, Map.of()), instance("b", 1, Map.of())));
    assertEquals(List.of(new ListDiff.Which("b", 1)), diff.added());
    assertEquals(List.of(new ListDiff.Which("a", 0)), diff.removed());
    assertEquals(List.of(), diff.changed());
    assertFalse(diff.same());
  }

  @Test
  void namesTheFieldsThatDifferAndNoValuesThatMayBeSecret() {
    Map<String, Object> changes = new LinkedHashMap<>();
    changes.put("kill_timeout", 5000L);
    changes.put("status", "stopped");
    changes.put("args", List.of("--password", "swordfish"));
    changes.put("env", Map.of("A", "1", "SECRET", "swordfish", "NEW", "swordfish"));
    ListDiff diff =
        ListDiff.of(List.of(instance("a", 0, Map.of())), List.of(instance("a", 0, changes)));
    List<ListDiff.Field> fields = diff.changed().get(0).fields();
    assertTrue(fields.contains(new ListDiff.Field("kill_timeout", "1600", "5000")), "" + fields);
    assertTrue(fields.contains(new ListDiff.Field("status", "\"online\"", "\"stopped\"")));
    assertTrue(fields.contains(new ListDiff.Field("env.SECRET", "", "")));
    assertTrue(fields.contains(new ListDiff.Field("env.NEW", "", "")));
    assertEquals(5, fields.size(), "" + fields);
    assertFalse(diff.toString().contains("swordfish"));
  }
}
