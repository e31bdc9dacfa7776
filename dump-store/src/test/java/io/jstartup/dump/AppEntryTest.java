package io.jstartup.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.json.Json;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.StopSignal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AppEntryTest {
  @Test
  void bringsBackWhatWasWritten() {
    for (SavedInstance saved : List.of(Samples.instance("web", 0), Samples.odd())) {
      Object tree = Json.parse(Json.pretty(AppEntry.entry(saved)));
      assertEquals(saved, AppEntry.read(Samples.object(tree)));
    }
  }

  @Test
  void keepsTheServiceThatRunsIt() {
    SavedInstance web = Samples.instance("web", 0);
    String unit = "jstartup-www@we_b@0123456789abcdef-0.service";
    String gate = "/etc/systemd/system/jstartup-www-apps.on";
    SavedInstance saved = new SavedInstance(web.app(), 0, web.uniqueId(), true, unit, gate);
    Object tree = Json.parse(Json.pretty(AppEntry.entry(saved)));
    assertEquals(saved, AppEntry.read(Samples.object(tree)));
    assertEquals(unit, AppEntries.read(List.of(tree)).instances().get(0).service());
  }

  @Test
  void takesNoVariableForAService() {
    Map<String, Object> entry = AppEntry.entry(Samples.instance("web", 0));
    Map<String, Object> env = Samples.object(entry.get("env"));
    env.put("native", "yes");
    entry.put("native", "yes");
    SavedInstance read = AppEntry.read(entry);
    assertEquals("", read.service());
    assertEquals("yes", read.app().launch().env().get("native"));
  }

  @Test
  void writesTheEnvironmentOnce() {
    String text = Json.compactText(AppEntry.entry(Samples.instance("web", 0)));
    assertEquals(text.indexOf("s3cret"), text.lastIndexOf("s3cret"));
    assertTrue(text.contains("s3cret"));
  }

  @Test
  void readsPm2sOwnDump() {
    AppEntries entries = AppEntries.read(Samples.pm2Dump());
    assertEquals(List.of(), entries.problems());
    SavedInstance first = entries.instances().get(0);
    assertEquals("api", first.app().name());
    assertEquals(2, first.app().instances());
    assertEquals(List.of(0, 1), entries.instances().stream().map(SavedInstance::number).toList());
    assertEquals("node", first.app().launch().interpreter());
    assertEquals(List.of("--port", "80 80"), first.app().launch().args());
    assertEquals(
        Map.of("PATH", "/usr/bin:/bin", "SECRET", "x", "PORT", "3000", "DEBUG", "true"),
        first.app().launch().env());
    assertEquals(Duration.ofMillis(1600), first.app().stop().timeout());
    assertEquals(Duration.ofSeconds(5), first.app().restart().delay());
    assertEquals(Set.of(3), first.app().restart().stopExitCodes());
    assertEquals(StopSignal.SIGINT, first.app().stop().signal());
    assertTrue(first.app().clusterMode());
    assertTrue(first.run(), "errored is wanted");
    assertFalse(entries.instances().get(1).run(), "stopped is not");
    assertNotEquals(first.uniqueId(), entries.instances().get(1).uniqueId());
    assertEquals(Map.of("username", "www", "new_in_pm2_9", List.of(1L)), first.app().others());
    assertEquals(100_000, first.app().restart().maxMemory());
  }

  @Test
  void numbersInstancesThatSayNothingOrTheSame() {
    List<Object> tree =
        AppEntries.tree(IntStream.of(1, 1, 0, 5).mapToObj(n -> Samples.instance("a", n)).toList());
    Samples.object(tree.get(2)).remove("NODE_APP_INSTANCE");
    List<SavedInstance> read = AppEntries.read(tree).instances();
    assertEquals(List.of(1, 0, 2, 5), read.stream().map(SavedInstance::number).toList());
    assertEquals(Set.of(4), Set.copyOf(read.stream().map(s -> s.app().instances()).toList()));
  }

  @Test
  void tellsAllProblemsOfAnEntryAtOnce() {
    Map<String, Object> entry = AppEntry.entry(Samples.instance("web", 0));
    entry.put("kill_timeout", -1L);
    entry.put("pm_exec_path", "relative.js");
    entry.put("autorestart", "maybe");
    AppEntries read =
        AppEntries.read(List.of(AppEntry.entry(Samples.instance("ok", 0)), entry, "x"));
    assertEquals(
        List.of(
            "cannot use entry 2 'web': 'pm_exec_path' is not an absolute path: relative.js",
            "cannot use entry 2 'web': 'kill_timeout' is not a whole number from 0 to 86400000: -1",
            "cannot use entry 2 'web': 'autorestart' is not true or false: maybe",
            "cannot use entry 3: it is not a JSON object"),
        read.problems().stream().map(p -> p.message()).toList());
    assertEquals(1, read.instances().size());
  }

  @Test
  void refusesAbsurdValues() {
    refused(e -> e.put("kill_timeout", Duration.ofDays(400).toMillis()));
    refused(e -> e.put("listen_timeout", "soon"));
    refused(e -> e.put("wait_ready", "perhaps"));
    refused(e -> e.put("notify", 5L));
    refused(e -> e.put("watchdog", -1L));
    refused(e -> e.put("ready", "http://127.0.0.1/"));
    refused(e -> e.put("drain", Map.of("delay", -1L)));
    refused(e -> e.put("health", Map.of()));
    refused(e -> e.put("kill_timeout", 1.5));
    refused(e -> e.put("kill_timeout", "9".repeat(10_000)));
    refused(e -> e.put("kill_signal", "SIGNONE"));
    refused(e -> e.put("name", ""));
    refused(e -> e.put("name", null));
    refused(e -> e.put("name", List.of()));
    refused(e -> e.put("name", "a\0b"));
    refused(e -> e.put("args", List.of("a\0b")));
    refused(e -> e.put("args", List.of("a\ud800b")));
    refused(e -> e.put("pm_cwd", "/\udcff"));
    refused(e -> e.put("pm_cwd", "there"));
    refused(e -> e.put("pm_out_log_path", null));
    refused(e -> e.put("exec_mode", "spoon"));
    refused(e -> e.put("env", "A=b"));
    refused(e -> e.put("env", Map.of("A=B", "c")));
    refused(e -> e.put("env", Map.of("", "c")));
    refused(e -> e.put("instance_var", "status"));
    refused(e -> e.put("stop_exit_codes", List.of("x")));
    refused(e -> e.put("crash_loop", "often"));
    refused(e -> e.put("crash_loop", "1/60s"));
    refused(e -> e.put("crash_loop", List.of("16/60s")));
    refused(e -> e.put("max_memory_restart", -1L));
    refused(e -> e.put("max_memory_restart", "much"));
    refused(e -> e.put("increment_var", "A=B"));
    refused(e -> e.put("increment_var", "A\0B"));
    refused(e -> e.put("NODE_APP_INSTANCE", -3L));
  }

  @Test
  void takesNumbersAndArgumentsAsPeopleWriteThem() {
    Map<String, Object> entry = AppEntry.entry(Samples.instance("web", 0));
    entry.put("kill_timeout", "2500");
    entry.put("args", "a 'b c' \"d e\"");
    entry.put("node_args", null);
    entry.put("unique_id", "../../etc");
    SavedInstance saved = AppEntry.read(entry);
    assertEquals(2500, saved.app().stop().timeout().toMillis());
    assertEquals(List.of("a", "b c", "d e"), saved.app().launch().args());
    assertEquals(36, saved.uniqueId().length());
    entry.put("args", null);
    assertEquals(List.of(), AppEntry.read(entry).app().launch().args());
  }

  @Test
  void bringsAnAppBackWhateverItsCronPatternIs() {
    assertEquals("", cron(null));
    assertEquals("", cron("0"));
    assertEquals("", cron(0L));
    assertEquals("", cron(false));
    assertEquals("0 3 * * *", cron("0 3 * * *"));
    assertEquals("what PM2 9 can", cron("what PM2 9 can"));
    assertEquals("[\"a\",1]", cron(List.of("a", 1L)));
  }

  private static String cron(Object value) {
    Map<String, Object> entry = AppEntry.entry(Samples.instance("web", 0));
    entry.put("cron_restart", value);
    return AppEntry.read(entry).app().restart().cron();
  }

  private static void refused(Consumer<Map<String, Object>> change) {
    Map<String, Object> entry = new LinkedHashMap<>(AppEntry.entry(Samples.instance("web", 0)));
    change.accept(entry);
    assertThrows(ProblemsException.class, () -> AppEntry.read(entry), entry.toString());
  }
}
