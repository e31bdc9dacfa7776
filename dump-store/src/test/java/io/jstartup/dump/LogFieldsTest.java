package io.jstartup.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.LogFiles;
import io.jstartup.model.LogPolicy;
import io.jstartup.model.LogRotation;
import io.jstartup.model.LogType;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogFieldsTest {
  private static SavedInstance read(Map<String, Object> fields) {
    Map<String, Object> entry = new LinkedHashMap<>(AppEntry.entry(Samples.instance("web", 0)));
    entry.putAll(fields);
    return AppEntry.read(entry);
  }

  private static LogFiles logs(Map<String, Object> fields) {
    return read(fields).app().logs();
  }

  @Test
  void writesNothingThatIsNotAskedFor() {
    Map<String, Object> entry = AppEntry.entry(Samples.instance("web", 0));
    for (String field : List.of("pm_log_path", "disable_logs", "log_type", "log_date_format")) {
      assertFalse(entry.containsKey(field), field);
    }
    assertTrue(entry.keySet().stream().noneMatch(key -> key.startsWith("log_")));
    assertEquals(LogPolicy.DEFAULT, AppEntry.read(entry).app().logs().policy());
  }

  @Test
  void readsWhatPm2Saves() {
    LogFiles logs =
        logs(
            Map.of(
                "pm_log_path",
                "/l/all.log",
                "log_type",
                "json",
                "log_date_format",
                "YYYY",
                "time",
                true));
    assertEquals("/l/all.log", logs.combined());
    assertEquals(LogType.JSON, logs.policy().type());
    assertEquals("YYYY", logs.policy().dateFormat());
    assertEquals(Map.of(), read(Map.of("time", true)).app().others());
    assertEquals(LogPolicy.TIME_FORMAT, logs(Map.of("time", true)).policy().dateFormat());
  }

  @Test
  void takesPm2sWordsForNothing() {
    for (Object none : List.of("", false)) {
      assertEquals("", logs(Map.of("log_date_format", none)).policy().dateFormat());
    }
    for (String nowhere : List.of("", "NULL", "/dev/null")) {
      assertEquals("", logs(Map.of("pm_log_path", nowhere)).combined());
    }
    assertEquals(LogType.RAW, logs(Map.of("log_type", "spoon")).policy().type());
  }

  @Test
  void needsNoPathsOfDisabledLogs() {
    Map<String, Object> entry = new LinkedHashMap<>(AppEntry.entry(Samples.instance("web", 0)));
    entry.remove("pm_out_log_path");
    entry.remove("pm_err_log_path");
    entry.put("disable_logs", true);
    LogFiles logs = AppEntry.read(entry).app().logs();
    assertTrue(logs.policy().disabled());
    assertEquals(LogFiles.NOWHERE, logs.out());
  }

  @Test
  void isNotMisledByVariablesThatPm2RepeatsAmongTheFields() {
    Map<String, Object> variables =
        Map.of("log_max_size", "huge", "log_rotate", "daily", "time", "noon");
    Map<String, Object> fields = new LinkedHashMap<>(variables);
    fields.put("env", variables);
    SavedInstance saved = read(fields);
    assertEquals(LogRotation.USUAL, saved.app().logs().policy().rotation());
    assertEquals("", saved.app().logs().policy().dateFormat());
    assertEquals("noon", saved.app().launch().env().get("time"));
  }

  @Test
  void refusesWhatCannotBe() {
    Map<String, Object> bad = new LinkedHashMap<>();
    bad.put("pm_log_path", "relative.log");
    bad.put("log_date_format", "YYYY\nMM");
    bad.put("log_rotate", "often");
    bad.put("log_max_size", -1L);
    bad.put("log_retain", "some");
    bad.put("log_compress", "gzip");
    bad.put("log_rotate_date_format", "x".repeat(LogPolicy.LONGEST_FORMAT + 1));
    bad.forEach(
        (key, value) -> assertThrows(ProblemsException.class, () -> read(Map.of(key, value)), key));
  }
}
