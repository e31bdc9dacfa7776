package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.platforms.service.AppService;
import io.jstartup.platforms.service.InstanceName;
import io.jstartup.platforms.service.MappedField;
import io.jstartup.platforms.service.RunnerFields;
import io.jstartup.platforms.service.ServiceFile;
import io.jstartup.platforms.service.ServicePlan;
import io.jstartup.platforms.service.ServiceWish;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes units of apps: a service and a file with its environment for each instance, and a target that wants those that are to run. Pure.
 * Writes no directive that the given version does not know.
 */
public final class AppUnits {
  /** The oldest version that knows what every unit has. */
  public static final int OLDEST = 232;

  /** A condition that is not met is no failure, and nothing is tried again. */
  static final String GATE = "ConditionPathExists=";

  private static final String WANTS = "Wants=";
  private static final int READABLE = 0644;
  private static final int SECRET = 0600;

  private final ServiceWish wish;
  private final int version;
  private final UnitScope scope;
  private final boolean runner;
  private final List<ServiceFile> files = new ArrayList<>();
  private final List<AppService> services = new ArrayList<>();
  private final List<String> timers = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private AppUnits(ServiceWish wish, int version, UnitScope scope, boolean runner) {
    this.wish = wish;
    this.version = version;
    this.scope = scope;
    this.runner = runner;
  }

  /** As {@link #plan}, but an app that would lose anything, or can't be carried, is run by {@code jstartup exec}. */
  static ServicePlan planWithRunner(ServiceWish wish, int version, UnitScope scope) {
    return plan(wish, version, scope, true);
  }

  /**
   * The units of the system's manager, which has a say over memory.
   *
   * @throws ProblemsException with all that a unit can't carry, in any of the apps
   */
  public static ServicePlan plan(ServiceWish wish, int version) {
    return plan(wish, version, UnitScope.ofSystem(true), false);
  }

  private static ServicePlan plan(ServiceWish wish, int version, UnitScope scope, boolean runner) {
    if (version < OLDEST) {
      throw new ProblemsException(
          "cannot make services for systemd " + version,
          "the oldest version that knows what they need is " + OLDEST,
          "update systemd");
    }
    return new AppUnits(wish, version, scope, runner).plan();
  }

  /** The service of an instance. */
  public static String service(String group, String app, int number) {
    return InstanceName.of(group, app, number) + ".service";
  }

  /** The services that the group's installed target starts, by its text. */
  static Set<String> started(Path units, String group, Function<Path, String> read) {
    return read.apply(units.resolve(target(group)))
        .lines()
        .filter(line -> line.startsWith(WANTS))
        .map(line -> line.substring(WANTS.length()))
        .collect(Collectors.toSet());
  }

  private ServicePlan plan() {
    wish.instances().forEach(this::add);
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    // the first file is the last to go: who takes up a removal reads there what to start again
    files.add(0, new ServiceFile(scope.units().resolve(target()), READABLE, targetText()));
    List<String> names = files.stream().map(file -> file.path().getFileName().toString()).toList();
    AppUnitsCommands commands = new AppUnitsCommands(scope, target(), services, names);
    return new ServicePlan(
        target(),
        services,
        files,
        commands.plan(wish.hook(), wish.group(), gate(), longestStop()),
        commands.takeOver(),
        List.of(commands.start()),
        Map.of());
  }

  private Duration longestStop() {
    return wish.instances().stream()
        .map(saved -> saved.app().stop().longest())
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static String target(String group) {
    return group + "-apps.target";
  }

  private String target() {
    return target(wish.group());
  }

  /** No unit's name, so systemd passes it over. */
  private Path gate() {
    return scope.units().resolve(wish.group() + "-apps.on");
  }

  private void add(SavedInstance saved) {
    String name = InstanceName.of(wish.group(), saved.app().name(), saved.number());
    Path environment = scope.units().resolve(name + ".env");
    Draft draft = new Draft(saved, name, version, scope);
    head(draft);
    ReadyLines.add(draft);
    ExecutionLines.add(draft, wish.account());
    LaunchLines.add(draft, environment, wish.inherited());
    StopLines.add(draft);
    RestartLines.add(draft);
    LogLines.add(draft, wish.mayAppend());
    OtherFields.report(draft);
    String variables = LaunchLines.environment(draft);
    List<String> needs = runner ? RunnerUnit.needs(draft) : List.of();
    if (needs.isEmpty()) {
      addOwn(draft, environment, variables);
    } else {
      addRunner(draft, needs);
    }
  }

  private void addRunner(Draft draft, List<String> needs) {
    SavedInstance saved = draft.saved();
    String name = draft.name();
    Path spec = scope.units().resolve(name + ".json");
    files.add(new ServiceFile(spec, SECRET, wish.entry().apply(saved)));
    String unit = RunnerUnit.text(wish.hook(), draft, target(), spec, gate());
    files.add(new ServiceFile(scope.units().resolve(name + ".service"), READABLE, unit));
    List<MappedField> cut =
        scope.cut(saved.app().stop()).stream()
            .map(text -> MappedField.approximated("kill_timeout", "by the runner; " + text))
            .toList();
    services.add(RunnerFields.report(saved, name + ".service", starts(saved), needs).with(cut));
  }

  private void addOwn(Draft draft, Path environment, String variables) {
    SavedInstance saved = draft.saved();
    String name = draft.name();
    List<ServiceFile> cron = CronFiles.of(draft, target());
    files.addAll(cron);
    cron.stream()
        .map(file -> file.path().getFileName().toString())
        .filter(file -> file.endsWith(CronFiles.TIMER))
        .forEach(timers::add);
    files.add(new ServiceFile(environment, SECRET, variables));
    files.add(new ServiceFile(scope.units().resolve(name + ".service"), READABLE, draft.text()));
    services.add(draft.done(starts(saved)));
    problems.addAll(draft.problems());
  }

  private void head(Draft draft) {
    draft.unit(
        "Description=jstartup: "
            + AppSyntax.description(draft.app().name())
            + " "
            + draft.saved().number()
            + " of "
            + AppSyntax.description(wish.account().name()));
    scope.order(wish.hook().waitIp()).forEach(draft::unit);
    draft.unit("PartOf=" + target());
    draft.unit(GATE + draft.carried("its home", () -> AppSyntax.path(gate().toString(), version)));
  }

  private static boolean starts(SavedInstance saved) {
    return saved.run();
  }

  private String targetText() {
    StringBuilder text = new StringBuilder();
    text.append(
        "# Written by 'jstartup native'; 'jstartup native remove' takes it away.\n[Unit]\n");
    text.append("Description=jstartup: the apps of ");
    text.append(AppSyntax.description(wish.account().name())).append('\n');
    services.stream()
        .filter(AppService::starts)
        .forEach(service -> text.append(WANTS).append(service.service()).append('\n'));
    timers.forEach(timer -> text.append(WANTS).append(timer).append('\n'));
    return text.append("\n[Install]\nWantedBy=" + scope.bootTarget() + "\n").toString();
  }
}
