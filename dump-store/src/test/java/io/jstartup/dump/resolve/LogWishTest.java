package io.jstartup.dump.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.processfile.Attributes;
import io.jstartup.model.LogFiles;
import io.jstartup.model.LogPolicy;
import io.jstartup.model.LogRotation;
import io.jstartup.model.LogType;
import io.jstartup.model.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogWishTest {
  private final List<Problem> problems = new ArrayList<>();

  private LogFiles wish(Map<String, Object> raw) {
    Attributes app = Attributes.of("app", raw, problems, new ArrayList<>());
    LogFiles files =
        new LogWish(app, new Paths(app, problems, "/home/me"), "/srv/app", Path.of("/h/logs/web"))
            .files();
    assertEquals(List.of(), problems);
    return files;
  }

  @Test
  void hasPm2sNamesAndPassesNothingThroughTheSupervisorUnlessAsked() {
    LogFiles usual = wish(Map.of());
    assertEquals(new LogFiles("/h/logs/web-out.log", "/h/logs/web-error.log", true), usual);
    assertTrue(usual.direct());
  }

  @Test
  void keepsInstancesApartUnlessTheyAreToBeMerged() {
    assertFalse(wish(Map.of("instances", 2L)).merge());
    assertTrue(wish(Map.of("instances", 2L, "merge_logs", true)).merge());
    assertFalse(wish(Map.of("combine_logs", false)).merge());
  }

  @Test
  void takesPathsFromTheAppsFolderAndNullForNowhere() {
    LogFiles files = wish(Map.of("out", "../o.log", "err_log", "NULL", "log", "l/all.log"));
    assertEquals("/srv/o.log", files.out());
    assertEquals(LogFiles.NOWHERE, files.error());
    assertEquals("/srv/app/l/all.log", files.combined());
    assertFalse(files.direct());
    assertEquals(LogFiles.NOWHERE, wish(Map.of("out_file", "/dev/null")).out());
    assertEquals("/home/me/logs/o.log", wish(Map.of("out_file", "~/logs/o.log")).out());
    assertEquals("/srv/app/~me/o.log", wish(Map.of("out_file", "~me/o.log")).out());
  }

  @Test
  void namesTheCombinedLogItselfWhenNoPathIsGiven() {
    for (Object yes : List.of(true, "true")) {
      assertEquals("/h/logs/web.log", wish(Map.of("log_file", yes)).combined());
    }
    for (Object no : List.of(false, "false", "NULL", "/dev/null")) {
      assertEquals("", wish(Map.of("log_file", no)).combined());
    }
  }

  @Test
  void takesTimeForADateFormatUnlessAnotherIsGiven() {
    assertEquals(LogPolicy.TIME_FORMAT, wish(Map.of("time", true)).policy().dateFormat());
    assertEquals("", wish(Map.of("time", false)).policy().dateFormat());
    LogPolicy both = wish(Map.of("time", true, "logDateFormat", "HH")).policy();
    assertEquals("HH", both.dateFormat());
    assertTrue(both.formatted());
  }

  @Test
  void takesTypeAndDisabledLogs() {
    assertEquals(LogType.JSON, wish(Map.of("log_type", "json")).policy().type());
    assertFalse(wish(Map.of("log_type", "raw")).policy().formatted());
    LogFiles disabled = wish(Map.of("disable_logs", "true", "time", true));
    assertTrue(disabled.policy().disabled());
    assertTrue(disabled.direct());
  }

  @Test
  void takesWhatIsGivenAboutRotation() {
    assertEquals(LogRotation.USUAL, wish(Map.of()).policy().rotation());
    Map<String, Object> raw =
        Map.of("log_rotate", false, "log_max_size", "5M", "log_retain", "all", "logCompress", true);
    assertEquals(
        new LogRotation(
            Optional.of(false),
            Optional.of(5L << 20),
            Optional.of(LogRotation.KEEP_ALL),
            Optional.of(true),
            Optional.empty()),
        wish(raw).policy().rotation());
  }

  @Test
  void takesAnEmptyTextForNone() {
    Map<String, Object> empty =
        Map.of("out_file", "", "err", "", "log", "", "pid", "", "logDateFormat", "", "time", true);
    assertEquals(wish(Map.of("time", true)), wish(empty));
    assertEquals("/a", wish(Map.of("out_file", "", "output", "/a")).out());
  }

  @Test
  void refusesWhatCannotBe() {
    Map<String, List<Object>> bad =
        Map.of(
            "log_type",
            List.of("xml", true, ""),
            "log_date_format",
            List.of("YYYY\n", "x".repeat(201), true),
            "log_file",
            List.of(List.of("a")),
            "log_retain",
            List.of("many", -1L, true),
            "log_max_size",
            List.of("10Q", -1L));
    bad.forEach(
        (name, values) ->
            values.forEach(
                value -> {
                  problems.clear();
                  Attributes.of("app", Map.of(name, value), problems, new ArrayList<>());
                  assertEquals(1, problems.size(), name + " " + value);
                }));
  }
}
