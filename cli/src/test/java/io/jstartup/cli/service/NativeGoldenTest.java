package io.jstartup.cli.service;

import static io.jstartup.cli.service.NativeApps.GOLDEN;
import static io.jstartup.cli.service.NativeApps.instances;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.RenderedFile;
import io.jstartup.model.AppSpec;
import io.jstartup.model.SavedInstance;
import io.jstartup.platforms.service.AppService;
import io.jstartup.platforms.service.ServiceFile;
import io.jstartup.platforms.service.ServicePlan;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All files and the report, whole. {@code -Djstartup.golden.update=true} writes the expected ones anew. */
final class NativeGoldenTest extends NativePlans {
  @ParameterizedTest
  @CsvSource({"usual,232", "usual,252", "everything,252", "everything,254"})
  void theWholeServices(String name, int version) throws IOException {
    compare(GOLDEN.resolve(name + "-" + version + ".txt"), text(plan(instances(name), version)));
  }

  /** Log files may be anybody's to open there: it is the user who does. */
  @ParameterizedTest
  @CsvSource({"usual,232", "usual,252", "everything,254"})
  void theWholeServicesOfAUsersOwnManager(String name, int version) throws IOException {
    ServicePlan plan = ofUser(instances(name), version);
    compare(GOLDEN.resolve(name + "-user-" + version + ".txt"), text(plan));
  }

  @Test
  void aUsersOwnManagerIsAskedForNothingThatOnlyRootHas() throws IOException {
    for (ServiceFile file : ofUser(instances("usual"), 252).files()) {
      assertTrue(file.path().startsWith("/home/www/.config/systemd/user"), file.path().toString());
      assertEquals(file.text().contains("s3cret"), file.mode() == 0600, file.path().toString());
      assertFalse(
          Pattern.compile("(?m)^(User|Group|SupplementaryGroups)=|multi-user|network")
              .matcher(file.text())
              .find(),
          file.text());
    }
  }

  private static void compare(Path golden, String text) throws IOException {
    if (Boolean.getBoolean("jstartup.golden.update")) {
      Files.writeString(golden, text);
    }
    assertEquals(Files.readString(golden), text);
  }

  @ParameterizedTest
  @CsvSource({"usual,runit", "usual,s6", "everything,runit", "everything,s6"})
  void theWholeServicesOfThoseThatNeedNotHaveARunner(String name, String init) throws IOException {
    ServicePlan plan = scripts(init, instances(name));
    StringBuilder text = new StringBuilder();
    for (RenderedFile file : NativeFiles.files(plan)) {
      text.append(String.format("==> %s %04o%n", file.path(), file.planned().mode()));
      text.append(file.text());
      boolean open = file.planned().mode() != 0600;
      assertFalse(open && file.text().contains("s3cret"), file.path().toString());
    }
    text.append("==> report\n").append(ServiceReport.text(plan));
    compare(GOLDEN.resolve(name + "-" + init + ".txt"), text.toString());
  }

  @Test
  void noVariableStandsInAFileThatOthersCanRead() throws IOException {
    for (ServiceFile file : plan(instances("usual"), 252).files()) {
      assertEquals(file.text().contains("s3cret"), file.path().toString().endsWith(".env"));
      assertEquals(file.path().toString().endsWith(".env") ? 0600 : 0644, file.mode());
    }
  }

  @Test
  void strictNamesAllThatWouldBeLost() throws IOException {
    assertTrue(ServiceReport.losses(plan(instances("usual"), 252)).isEmpty());
    String losses = ServiceReport.losses(plan(instances("everything"), 252)).toString();
    for (String field :
        List.of("drain", "watch", "listen", "crash_loop", "exec_mode", "ready", "health")) {
      assertTrue(losses.contains(field), losses);
    }
  }

  /** The PM2 names of the model's attributes; one that has parts stands for all of them. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("name", "name"),
          Map.entry("namespace", "namespace"),
          Map.entry("launch.executable", "script"),
          Map.entry("launch.args", "args"),
          Map.entry("launch.interpreter", "interpreter"),
          Map.entry("launch.interpreterArgs", "interpreter_args"),
          Map.entry("launch.cwd", "cwd"),
          Map.entry("launch.env", "env"),
          Map.entry("instances", "instances"),
          Map.entry("instanceVar", "instance_var"),
          Map.entry("incrementVar", "increment_var"),
          Map.entry("clusterMode", "exec_mode"),
          Map.entry("autostart", "autostart"),
          Map.entry("stop.signal", "kill_signal"),
          Map.entry("stop.timeout", "kill_timeout"),
          Map.entry("stop.tree", "treekill"),
          Map.entry("stop.byMessage", "shutdown_with_message"),
          Map.entry("stop.drain", "drain"),
          Map.entry("restart.autorestart", "autorestart"),
          Map.entry("restart.maxRestarts", "max_restarts"),
          Map.entry("restart.minUptime", "min_uptime"),
          Map.entry("restart.delay", "restart_delay"),
          Map.entry("restart.initialBackoff", "exp_backoff_restart_delay"),
          Map.entry("restart.stopExitCodes", "stop_exit_codes"),
          Map.entry("restart.crashLoop", "crash_loop"),
          Map.entry("restart.maxMemory", "max_memory_restart"),
          Map.entry("restart.cron", "cron_restart"),
          Map.entry("logs.out", "out_file"),
          Map.entry("logs.error", "error_file"),
          Map.entry("logs.combined", "log_file"),
          Map.entry("logs.merge", "merge_logs"),
          Map.entry("logs.policy.disabled", "disable_logs"),
          Map.entry("logs.policy.type", "log_type"),
          Map.entry("logs.policy.dateFormat", "log_date_format"),
          Map.entry("logs.policy.rotation.on", "log_rotate"),
          Map.entry("logs.policy.rotation.maxSize", "log_max_size"),
          Map.entry("logs.policy.rotation.retain", "log_retain"),
          Map.entry("logs.policy.rotation.compress", "log_compress"),
          Map.entry("logs.policy.rotation.dateFormat", "log_rotate_date_format"),
          Map.entry("pidFile", "pid_file"),
          Map.entry("listenTimeout", "listen_timeout"),
          Map.entry("ready.waitReady", "wait_ready"),
          Map.entry("ready.notifySocket", "notify"),
          Map.entry("ready.watchdog", "watchdog"),
          Map.entry("ready.ready", "ready"),
          Map.entry("ready.health", "health"),
          Map.entry("execution.runAs", "uid"),
          Map.entry("execution.umask", "umask"),
          Map.entry("execution.nice", "nice"),
          Map.entry("execution.limits", "limits"),
          Map.entry("execution.environment", "filter_env"),
          Map.entry("watch.on", "watch"),
          Map.entry("watch.paths", "watch"),
          Map.entry("watch.ignored", "ignore_watch"),
          Map.entry("watch.delay", "watch_delay"),
          Map.entry("watch.extensions", "watch_ext"),
          Map.entry("watch.options", "watch_options"),
          Map.entry("listen", "listen"),
          Map.entry("others", "others"));

  @Test
  void theReportSpeaksOfEveryAttributeOfTheModel() throws IOException {
    Set<String> reported =
        plan(instances("everything"), 252).services().stream()
            .flatMap(service -> service.fields().stream())
            .flatMap(field -> Stream.of(field.field().split(", ")))
            .collect(Collectors.toSet());
    assertSpeaksOfEveryAttribute(reported);
  }

  /** Of those that have no runner; what takes one need not be spoken of where it isn't used. */
  @ParameterizedTest
  @ValueSource(strings = {"runit", "s6"})
  void theReportOfScriptsSpeaksOfEveryAttributeThatTakesNoRunner(String init) throws IOException {
    List<SavedInstance> all = new ArrayList<>(instances("usual"));
    for (SavedInstance saved : instances("everything")) {
      all.add(new SavedInstance(saved.app(), saved.number(), saved.uniqueId(), true));
    }
    all.addAll(instances("slow", "{\"newer\": 1, \"exp_backoff_restart_delay\": 100}"));
    Set<String> reported = new HashSet<>();
    for (AppService service : scripts(init, all).services()) {
      if (service.runner().isEmpty()) {
        service.fields().forEach(it -> reported.addAll(List.of(it.field().split(", "))));
      } else {
        reported.addAll(List.of(service.runner().split("; for ")[1].split("[;,] ")));
      }
    }
    parts(reported, "watch", "ignore_watch, watch_delay, watch_ext, watch_options");
    parts(
        reported,
        "log rotation",
        "log_rotate, log_max_size, log_retain, log_compress, log_rotate_date_format");
    assertSpeaksOfEveryAttribute(reported);
  }

  /** These mean nothing without that. */
  private static void parts(Set<String> reported, String whole, String parts) {
    if (reported.contains(whole)) {
      reported.addAll(List.of(parts.split(", ")));
    }
  }

  private static void assertSpeaksOfEveryAttribute(Set<String> reported) {
    List<String> attributes = new ArrayList<>();
    addAttributes(AppSpec.class, "", attributes);
    assertTrue(attributes.size() > 50, attributes.toString());
    assertEquals(
        List.of(),
        attributes.stream()
            .filter(attribute -> !reported.contains(NAMES.getOrDefault(attribute, "?")))
            .toList());
  }

  private static void addAttributes(Class<?> type, String path, List<String> attributes) {
    for (RecordComponent part : type.getRecordComponents()) {
      String name = path + part.getName();
      boolean hasParts =
          part.getType().isRecord() && !NAMES.containsKey(name) && !part.getType().isEnum();
      if (hasParts) {
        addAttributes(part.getType(), name + ".", attributes);
      } else {
        attributes.add(name);
      }
    }
  }

  private static String text(ServicePlan plan) {
    StringBuilder text = new StringBuilder();
    for (ServiceFile file : plan.files()) {
      text.append(String.format("==> %s %04o%n", file.path(), file.mode())).append(file.text());
    }
    return text.append("==> report\n").append(ServiceReport.text(plan)).toString();
  }
}
