package io.jstartup.dump.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.AppEntry;
import io.jstartup.dump.Caller;
import io.jstartup.dump.json.Json;
import io.jstartup.dump.processfile.Attributes;
import io.jstartup.model.AppSpec;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Any value for any attribute is refused with a problem, or comes through to the dump and back. */
class AttributeTypesTest {
  private static final int ROUNDS = 20_000;
  private static final List<String> NAMES =
      List.of(
          "script",
          "name",
          "namespace",
          "cwd",
          "args",
          "interpreter",
          "nodeArgs",
          "exec_mode",
          "instances",
          "instance_var",
          "env",
          "port",
          "out_file",
          "error_file",
          "merge_logs",
          "pid",
          "autostart",
          "autorestart",
          "kill_timeout",
          "kill_signal",
          "treekill",
          "listen_timeout",
          "wait_ready",
          "notify",
          "watchdog",
          "ready",
          "health",
          "drain",
          "max_restarts",
          "min_uptime",
          "restart_delay",
          "exp_backoff_restart_delay",
          "stop_exit_codes",
          "watch",
          "ignore_watch",
          "watch_delay",
          "watch_options",
          "ext",
          "max_memory_restart",
          "cron",
          "crash_loop",
          "increment_var",
          "log_file",
          "disable_logs",
          "log_type",
          "log_date_format",
          "time",
          "log_rotate",
          "log_max_size",
          "log_retain",
          "log_compress",
          "log_rotate_date_format",
          "env_x",
          "scrip");
  private static final List<Object> VALUES =
      Arrays.asList(
          null,
          true,
          false,
          0L,
          1L,
          -1L,
          100L,
          5000L,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          1.5,
          1e300,
          -0.0,
          new BigInteger("9".repeat(50)),
          "",
          " ",
          "true",
          "max",
          "1",
          "1000",
          "1e3",
          "10s",
          "200M",
          "5/10m",
          "*/5 * * * *",
          "@daily",
          "0 0 30 2 *",
          "9".repeat(20) + "G",
          "SIGTERM",
          "9",
          "/",
          "/bin/sh",
          "/bin/true",
          "sh",
          "../x",
          "NULL",
          "a\0b",
          "\udcff",
          "\ud800",
          "x=y",
          "'a b' c",
          "status",
          "env",
          "é😀\n$(reboot)\"'",
          "x".repeat(3_000),
          List.of(),
          Map.of(),
          Map.of("http", "http://h:${PORT}/", "interval", 5L),
          Map.of("tcp", 80L),
          Map.of("tcp", "[::1]:80", "threshold", "3"),
          Map.of("exec", List.of("a", "\udcff")),
          Map.of("exec", List.of()),
          Map.of("log", "a\0"),
          Map.of("file", "x", "timeout", 0L),
          Map.of("http", "https://h/", "file", "y"),
          Map.of("http", "https://h/"),
          "fork",
          "cluster",
          "-1",
          "+5");

  private final Random random = new Random(5);

  @Test
  void refusesOrKeepsWhateverComes() {
    AppResolver resolver =
        new AppResolver(
            new Caller("/", Map.of("PATH", "/usr/bin:/bin"), new HomeLayout(Path.of("/h")), 2));
    int accepted = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, Object> raw = new LinkedHashMap<>(Map.of("script", "/bin/sh"));
      for (int i = random.nextInt(3); i >= 0; i--) {
        raw.put(NAMES.get(random.nextInt(NAMES.size())), value(0));
      }
      List<Problem> problems = new ArrayList<>();
      Attributes attributes = Attributes.of("app", raw, problems, new ArrayList<>());
      if (problems.isEmpty()) {
        accepted += resolves(resolver, attributes) ? 1 : 0;
      }
    }
    assertTrue(accepted > ROUNDS / 12, accepted + " were accepted");
  }

  private static boolean resolves(AppResolver resolver, Attributes attributes) {
    AppSpec app;
    try {
      app = resolver.resolve(List.of(attributes)).get(0).withInstances(1);
    } catch (ProblemsException e) {
      return false;
    }
    SavedInstance saved = new SavedInstance(app, 0, UUID.randomUUID().toString(), true);
    SavedInstance back = AppEntry.read(object(Json.parse(Json.compact(AppEntry.entry(saved)))));
    Map<String, String> env = new LinkedHashMap<>(app.launch().env());
    env.remove(app.instanceVar()); // each instance gets its own number in it
    assertEquals(app.launch().withEnv(env), back.app().launch());
    assertEquals(saved.app().stop(), back.app().stop());
    assertEquals(saved.app().restart(), back.app().restart());
    return true;
  }

  private Object value(int depth) {
    int kind = random.nextInt(8);
    if (kind == 0 && depth < 3) {
      return new ArrayList<>(Arrays.asList(value(depth + 1), value(depth + 1)));
    }
    if (kind == 1 && depth < 3) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put(String.valueOf(VALUES.get(random.nextInt(VALUES.size()))), value(depth + 1));
      return map;
    }
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  private static Map<String, Object> object(Object tree) {
    return (Map<String, Object>) tree;
  }
}
