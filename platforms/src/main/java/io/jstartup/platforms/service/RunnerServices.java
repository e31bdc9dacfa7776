package io.jstartup.platforms.service;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Check;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.shell.Keeper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Apps as services of any init system that jstartup has a boot hook for: each is a boot hook of its own, with the runner for its one app in
 * place of the supervisor for the whole list. So what the init system can't do is done as the supervisor does it, at the price of a
 * JVM for each. An init system that can run some apps without does that.
 */
public final class RunnerServices implements ServiceTarget {
  private static final int READABLE = 0644;
  private static final int SECRET = 0600;
  private static final int LONGEST_FOLDER = 60;

  private final InitSystem init;
  private final char separator;
  private final Optional<Direct> direct;

  private record Direct(DirectServices services, DirectStop stop) {}

  public RunnerServices(InitSystem init) {
    this(init, '@');
  }

  /**
   * @param direct runs those that need no runner
   * @param stop how it stops these
   */
  public RunnerServices(InitSystem init, DirectServices direct, DirectStop stop) {
    this(init, '@', Optional.of(new Direct(direct, stop)));
  }

  /** @param separator what takes the place of {@code @} in names, where that means something else */
  public RunnerServices(InitSystem init, char separator) {
    this(init, separator, Optional.empty());
  }

  private RunnerServices(InitSystem init, char separator, Optional<Direct> direct) {
    this.init = init;
    this.separator = separator;
    this.direct = direct;
  }

  @Override
  public String id() {
    return init.id();
  }

  @Override
  public String service(String group, String app, int number) {
    return InstanceName.of(group, separator, app, number);
  }

  @Override
  public Set<String> started(BootHook hook, String group, Function<Path, String> read) {
    return read.apply(list(group)).lines().collect(Collectors.toSet());
  }

  @Override
  public ServicePlan plan(ServiceWish wish, MachineFacts facts, int version) {
    List<AppService> services = new ArrayList<>();
    List<ServiceFile> files = new ArrayList<>();
    List<HookPlan> hooks = new ArrayList<>();
    Map<String, Path> began = new LinkedHashMap<>();
    Map<String, Command> gone = new LinkedHashMap<>();
    StringBuilder started = new StringBuilder();
    requireAble(wish);
    for (SavedInstance saved : wish.instances()) {
      String name = service(wish.group(), saved.app().name(), saved.number());
      if (!saved.run()) {
        services.add(RunnerFields.leftAlone(saved, name));
        continue;
      }
      BootHook hook = hook(wish, saved, name);
      List<String> needs = direct.isPresent() ? RunnerNeed.of(saved, wish, facts) : List.of();
      if (direct.isPresent() && needs.isEmpty()) {
        services.add(DirectFields.report(saved, name, direct.get().stop()));
        files.add(new ServiceFile(spec(name), SECRET, LaunchScript.of(saved)));
        hooks.add(direct.get().services().plan(hook, facts, values(wish, saved, name)));
      } else {
        services.add(report(saved, name, needs).with(init.shortfalls(hook, facts)));
        files.add(new ServiceFile(spec(name), SECRET, wish.entry().apply(carried(saved))));
        hooks.add(init.plan(hook, facts, version));
        began.put(name, new HomeLayout(state(name)).began());
        gone.put(name, RunnerGone.of(hook, state(name)));
      }
      started.append(name).append('\n');
    }
    // the first file is the last to go: who takes up a removal reads there what to start again
    files.add(0, new ServiceFile(list(wish.group()), READABLE, started.toString()));
    return new ServicePlan(
        ServiceTarget.receipt(wish.group()),
        services,
        files,
        all(wish.group(), hooks, gone),
        takeOver(hooks, began.values()),
        hooks.stream().flatMap(hook -> hook.start().stream()).toList(),
        began);
  }

  private boolean onLinux() {
    return Keeper.onLinux(id());
  }

  private void requireAble(ServiceWish wish) {
    List<Problem> problems =
        wish.instances().stream()
            .filter(saved -> saved.run() && !onLinux())
            .flatMap(saved -> BeyondLinux.problems(saved, wish.account()).stream())
            .distinct()
            .toList();
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
  }

  private SavedInstance carried(SavedInstance saved) {
    return onLinux() ? saved : BeyondLinux.reduced(saved);
  }

  private AppService report(SavedInstance saved, String name, List<String> needs) {
    AppService service = RunnerFields.report(saved, name, needs);
    return onLinux() ? service : BeyondLinux.report(service, saved.app());
  }

  private Map<String, Object> values(ServiceWish wish, SavedInstance saved, String name) {
    return DirectValues.of(saved.app(), wish.account(), state(name));
  }

  private BootHook hook(ServiceWish wish, SavedInstance saved, String name) {
    Path gate = gate(wish.group());
    return wish.hook().forApp(name, spec(name), gate, state(name), saved.app().stop().longest());
  }

  private HookPlan all(String group, List<HookPlan> hooks, Map<String, Command> gone) {
    Command nothing = Command.of("true");
    HookPlan.Builder all =
        HookPlan.of(id(), ServiceTarget.receipt(group))
            .enabled(Check.succeeds(nothing, ""))
            .gate(gate(group))
            .stop(nothing)
            .active(Check.succeeds(nothing, ""));
    Set<Path> folders = new LinkedHashSet<>(List.of(Keeper.FOLDER));
    Set<Command> reload = new LinkedHashSet<>();
    Set<String> notes = new LinkedHashSet<>();
    Set<Command> afterwards = new LinkedHashSet<>();
    // All at once, as a stop takes as long as its app does; the steps after it don't.
    hooks.forEach(hook -> all.disable(hook.stop().besideOthers()));
    for (HookPlan hook : hooks) {
      folders.addAll(hook.folders());
      hook.files().forEach(all::file);
      hook.links().forEach(all::link);
      hook.namesakes().forEach(it -> all.namesake(it.ours(), it.other()));
      hook.validate().forEach(all::validate);
      reload.addAll(hook.reload());
      hook.disable().forEach(all::disable);
      Optional.ofNullable(gone.get(hook.serviceName())).ifPresent(all::disable);
      notes.addAll(hook.notes());
      afterwards.addAll(hook.afterRemoval());
      afterwards.add(Command.of("rm", "-rf", state(hook.serviceName()).toString()).thatMayFail());
    }
    folders.forEach(all::folder);
    reload.forEach(all::reload);
    afterwards.forEach(all::afterRemoval);
    notes.forEach(all::note);
    return all.plan();
  }

  private static List<Command> takeOver(List<HookPlan> hooks, Collection<Path> began) {
    List<Command> commands = new ArrayList<>();
    // What a removal that was cut short has left is no word of these starts.
    began.forEach(file -> commands.add(Command.of("rm", "-f", file.toString())));
    commands.addAll(stepByStep(hooks.stream().map(HookPlan::enable).toList()));
    return commands;
  }

  /** The first command of each service, then the second ones: what runsvdir sees at its next look, it sees of all of them. */
  private static List<Command> stepByStep(List<List<Command>> services) {
    List<Command> commands = new ArrayList<>();
    int longest = services.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      int step = i;
      services.stream()
          .filter(service -> step < service.size())
          .forEach(service -> commands.add(service.get(step)));
    }
    return commands;
  }

  private static Path gate(String group) {
    return Keeper.FOLDER.resolve(group + "@apps.on");
  }

  private static Path spec(String name) {
    return Keeper.FOLDER.resolve(name + ".app");
  }

  private static Path list(String group) {
    return Keeper.FOLDER.resolve(group + "@apps");
  }

  /** Gone at each boot; a socket's path in it must not be too long. */
  private Path state(String name) {
    String run = onLinux() ? "/run/jstartup" : "/var/run/jstartup";
    String folder = name.length() > LONGEST_FOLDER ? InstanceName.hash(name) : name;
    return Path.of(run, folder);
  }
}
