package io.jstartup.cli.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jstartup.model.ProblemsException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestartChangesTest {
  private static RestartChanges of(Map<String, Object> attributes) {
    return RestartChanges.of(List.of("web"), attributes);
  }

  @Test
  void areInTheFormOfTheSavedList() {
    RestartChanges changes =
        of(
            Map.of(
                "name", "shop",
                "max_memory_restart", "200M",
                "min_uptime", "10s",
                "crash_loop", "5/1m",
                "cron_restart", "0",
                "stop_exit_codes", List.of("0", "7")));
    assertEquals(
        Map.of(
            "name",
            "shop",
            "max_memory_restart",
            200L << 20,
            "min_uptime",
            10_000L,
            "crash_loop",
            "5/60s",
            "cron_restart",
            "",
            "stop_exit_codes",
            List.of(0L, 7L)),
        changes.fields());
  }

  @Test
  void nameTheOptionsThatChangeNothing() {
    RestartChanges changes = of(Map.of("cwd", "/", "restart_delay", "5"));
    assertEquals(Set.of("cwd"), changes.without());
    assertEquals(Map.of("restart_delay", 5L), changes.fields());
  }

  @Test
  void areRefusedTogetherWhenTheyAreWrong() {
    Map<String, Object> wrong = Map.of("cron_restart", "x", "max_memory_restart", "lots");
    assertEquals(2, assertThrows(ProblemsException.class, () -> of(wrong)).problems().size());
  }
}
