package io.jstartup.cli.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.AppEntries;
import io.jstartup.dump.json.Json;
import io.jstartup.generator.RenderedFile;
import io.jstartup.model.AppSpec;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.service.ServiceFile;
import io.jstartup.platforms.service.ServicePlan;
import io.jstartup.platforms.service.ServiceWish;
import io.jstartup.platforms.systemd.apps.AppUnits;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All files and the report, whole. {@code -Djstartup.golden.update=true} writes the expected ones anew. */
final class NativeGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/native");
  private static final Account WWW = new Account("www", 1000, 1000, Path.of("/home/www"));
  private static final BootHook HOOK = hook(WWW.home());

  @TempDir Path machine;

  private static BootHook hook(Path home) {
    return new BootHook(
        WWW,
        home,
        home.resolve(".jstartup"),
        "jstartup-www",
        Path.of("/opt/jstartup/bin/jstartup"),
        Path.of("/usr/lib/jvm/java-17"),
        BootHook.DEFAULT_SEARCH_PATH,
        false,
        Duration.ofMillis(1600));
  }

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

  @Test
  void withoutASayOverMemoryTheUsersManagerTakesARunnerForThat() throws IOException {
    List<SavedInstance> app = instances("slow", "{\"max_memory_restart\": 1000000}");
    assertEquals("", ofUser(app, 252).services().get(0).runner());
    ServicePlan without =
        InitSystems.ofPlan("systemd-user")
            .services()
            .plan(
                wishOfUser(app), new MachineFacts(machine.resolve("bare"), "Linux", Map.of()), 252);
    assertFalse(without.services().get(0).runner().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"/home/w w, 0", "/home/100%, 0", "/home/it's \"me\", 0", "/home/[w], 1", "/a*, 1"})
  void aHomeThatSystemdWouldTakeForAPatternTakesARunner(String home, int runners)
      throws IOException {
    List<SavedInstance> app = instances("slow", "{}");
    ServiceWish wish =
        new ServiceWish(
            hook(Path.of(home)), "jstartup-www", app, path -> true, saved -> "", Set.of());
    ServicePlan plan =
        InitSystems.ofPlan("systemd-user")
            .services()
            .plan(wish, NativeMachines.facts(machine), 252);
    assertEquals(runners, plan.services().stream().filter(it -> !it.runner().isEmpty()).count());
    String unit = plan.files().get(2).text();
    String path = home.replace("%", "%%") + "/.config/systemd/user/jstartup-www@slow-0";
    assertTrue(unit.contains(path), unit);
  }

  private ServicePlan ofUser(List<SavedInstance> instances, int version) throws IOException {
    return InitSystems.ofPlan("systemd-user")
        .services()
        .plan(wishOfUser(instances), NativeMachines.facts(machine), version);
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

  private ServicePlan scripts(String init, List<SavedInstance> instances) throws IOException {
    return InitSystems.named(init)
        .services()
        .plan(wish(instances), NativeMachines.facts(machine), 0);
  }

  /** Both have a SIGCONT follow each stop signal. */
  @ParameterizedTest
  @CsvSource({
    "runit,SIGTSTP,true",
    "s6,SIGTTIN,true",
    "s6,SIGTTOU,true",
    "runit,SIGUSR2,false",
    "s6,SIGSTOP,false"
  })
  void aStopSignalThatTheNextOneTakesBackIsSentByARunner(String init, String signal, boolean runner)
      throws IOException {
    ServicePlan plan = scripts(init, instances("slow", "{\"kill_signal\": \"" + signal + "\"}"));
    assertEquals(
        runner,
        NativeFiles.files(plan).stream().anyMatch(file -> file.text().contains(" exec --settle ")));
  }

  @Test
  void noVariableStandsInAFileThatOthersCanRead() throws IOException {
    for (ServiceFile file : plan(instances("usual"), 252).files()) {
      assertEquals(file.text().contains("s3cret"), file.path().toString().endsWith(".env"));
      assertEquals(file.path().toString().endsWith(".env") ? 0600 : 0644, file.mode());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'args': ['\\udcff']}",
        "{'pm_cwd': '/a\\nb'}",
        "{'pm_cwd': '/ends with a blank '}",
        "{'exec_interpreter': 'none', 'pm_exec_path': '/it\\u0027s'}",
        "{'env': {'A': '\\udcff'}}",
        "{'env': {'BASH_FUNC_a%%': '() { :; }'}}",
        "{'uid': 54321, 'gid': 7}",
        "{'exec_interpreter': 'node'}"
      })
  void whatAUnitCanNotCarryIsRefusedWithTheAppsName(String change) throws IOException {
    List<SavedInstance> hostile = instances("slow", change.replace('\'', '"'));
    ProblemsException e = assertThrows(ProblemsException.class, () -> plan(hostile, 252));
    assertEquals(1, e.problems().size(), e.getMessage());
    assertTrue(e.getMessage().contains("'slow'"), e.getMessage());
  }

  @Test
  void anOldSystemdTakesNoControlCharactersInVariables() throws IOException {
    List<SavedInstance> app = instances("slow", "{\"env\": {\"A\": \"\\u001b\"}}");
    assertThrows(ProblemsException.class, () -> plan(app, 240));
    assertEquals(3, plan(app, 252).files().size());
  }

  @Test
  void anOldSystemdReadsNoLongLines() throws IOException {
    String path = "/" + "x".repeat(2019);
    assertEquals(3, plan(instances("slow", "{\"pm_cwd\": \"" + path + "\"}"), 234).files().size());
    for (String change :
        List.of("{\"pm_cwd\": \"" + path + "x\"}", "{\"args\": [\"" + path + "\"]}")) {
      List<SavedInstance> app = instances("slow", change);
      assertThrows(ProblemsException.class, () -> plan(app, 234), change);
      assertEquals(3, plan(app, 235).files().size());
    }
  }

  @Test
  void theHomeOfTheSupervisorIsNotInTheEnvironment() throws IOException {
    List<SavedInstance> app = instances("slow", "{\"env\": {\"JSTARTUP_HOME\": \"/h\"}}");
    assertFalse(
        plan(app, 252).files().stream().anyMatch(file -> file.text().contains("JSTARTUP_HOME")));
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

  @Test
  void noTwoUsersHomesOrAppsShareAName() throws IOException {
    List<SavedInstance> app = instances("slow", "{}");
    String one = plan("jstartup-a", named(app, "b-c")).services().get(0).service();
    String other = plan("jstartup-a-b", named(app, "c")).services().get(0).service();
    assertFalse(one.equals(other), one);
    String spaced = plan("jstartup-a", named(app, "a b")).services().get(0).service();
    String scored = plan("jstartup-a", named(app, "a_b")).services().get(0).service();
    assertFalse(spaced.equals(scored), spaced);
    String longest = "x".repeat(100_000);
    assertTrue(plan("jstartup-a", named(app, longest)).services().get(0).service().length() < 255);
  }

  private static List<SavedInstance> named(List<SavedInstance> app, String name) {
    SavedInstance saved = app.get(0);
    return List.of(new SavedInstance(saved.app().withName(name), 0, saved.uniqueId(), true));
  }

  private static ServicePlan plan(List<SavedInstance> instances, int version) {
    return AppUnits.plan(wish(instances), version);
  }

  static ServiceWish wish(List<SavedInstance> instances) {
    return new ServiceWish(
        HOOK,
        "jstartup-www",
        instances,
        path -> path.startsWith("/var/log"),
        saved -> "",
        Set.of());
  }

  /** Where the user's own manager starts them. */
  static ServiceWish wishOfUser(List<SavedInstance> instances) {
    return new ServiceWish(
        HOOK,
        "jstartup-www",
        instances,
        path -> true,
        saved -> "",
        Set.of("LANG", "SEEN", "NOTIFY_SOCKET"));
  }

  private static ServicePlan plan(String group, List<SavedInstance> instances) {
    return AppUnits.plan(
        new ServiceWish(HOOK, group, instances, path -> true, saved -> "", Set.of()), 252);
  }

  static List<SavedInstance> instances(String name) throws IOException {
    AppEntries entries = AppEntries.read(Json.parse(Files.readAllBytes(json(name))));
    assertEquals(List.of(), entries.problems());
    return entries.instances();
  }

  /** The app that is called so, with these fields in place of its own. */
  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  static List<SavedInstance> instances(String name, String fields) throws IOException {
    List<?> all = (List<?>) Json.parse(Files.readAllBytes(json("everything")));
    Map<String, Object> app =
        all.stream()
            .map(entry -> (Map<String, Object>) entry)
            .filter(entry -> entry.get("name").equals(name))
            .findFirst()
            .orElseThrow();
    app.putAll((Map<String, Object>) Json.parse(fields.getBytes(StandardCharsets.UTF_8)));
    AppEntries entries = AppEntries.read(List.of(app));
    assertEquals(List.of(), entries.problems());
    return entries.instances();
  }

  private static Path json(String name) {
    return GOLDEN.resolve(name + ".json");
  }

  private static String text(ServicePlan plan) {
    StringBuilder text = new StringBuilder();
    for (ServiceFile file : plan.files()) {
      text.append(String.format("==> %s %04o%n", file.path(), file.mode())).append(file.text());
    }
    return text.append("==> report\n").append(ServiceReport.text(plan)).toString();
  }
}
