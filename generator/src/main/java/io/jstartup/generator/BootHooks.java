package io.jstartup.generator;

import io.jstartup.generator.receipt.Receipt;
import io.jstartup.generator.receipt.Receipts;
import io.jstartup.generator.render.TemplateRenderer;
import io.jstartup.generator.run.CommandRunner;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.model.hook.ServiceName;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.InitSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The boot hooks of one machine: looks at them, installs them, removes them. Rendering, preview and state change nothing and need no
 * rights; {@link #install}, {@link #remove} and {@link #start} need root's. Not for use by several threads.
 */
public final class BootHooks {
  /** Nobody can make anything there. */
  private static final Path NO_RECEIPTS = Path.of("/proc/self/receipts");

  private final Machine machine;
  private final CommandRunner runner;
  private final Receipts receipts;
  private final String version;
  private final boolean own;
  private final TemplateRenderer renderer = new TemplateRenderer();

  /**
   * @param machine whose files
   * @param runner runs the init system's tools
   * @param version our own version, for the receipt
   */
  public BootHooks(Machine machine, CommandRunner runner, String version) {
    this(machine, runner, version, Optional.empty());
  }

  /**
   * @param own the folder of the receipts of one user's own hooks, which need no root's rights; empty: the system's hooks
   */
  public BootHooks(Machine machine, CommandRunner runner, String version, Optional<Path> own) {
    this.machine = machine;
    this.runner = runner;
    this.receipts = own.map(machine::receipts).orElseGet(machine::receipts);
    this.version = version;
    this.own = own.isPresent();
  }

  /**
   * The hook as it would be written for the installed version of the init system.
   *
   * @throws ProblemsException when it can't be made for this init system, or a value can't be carried by its files
   */
  public RenderedHook render(InitSystem init, BootHook hook) {
    int initVersion = init.versionQuery().map(query -> init.version(runner.run(query))).orElse(0);
    HookPlan plan = init.plan(hook, machine.facts(Map.of()), initVersion);
    List<RenderedFile> files =
        plan.files().stream().map(file -> new RenderedFile(file, renderer.render(file))).toList();
    return new RenderedHook(hook, plan, files);
  }

  /** What {@link #install} would write and run; what {@link #start} would run is not in it. */
  public Preview preview(RenderedHook hook) {
    HookPlan plan = hook.plan();
    List<Command> commands = new ArrayList<>();
    plan.validate().forEach(check -> commands.add(check.command()));
    commands.addAll(plan.reload());
    commands.addAll(plan.hold());
    commands.addAll(plan.enable());
    commands.add(plan.enabled().command());
    return new Preview(
        plan.initSystem(),
        plan.serviceName(),
        hook.files().stream().map(file -> preview(file, owner(hook))).toList(),
        commands.stream().map(Command::argv).toList(),
        plan.notes());
  }

  private String owner(RenderedHook hook) {
    return own ? hook.hook().account().name() : "root:root";
  }

  private FilePreview preview(RenderedFile file, String owner) {
    boolean there = machine.exists(file.path());
    byte[] installed = machine.read(file.path()).orElse(new byte[0]);
    return new FilePreview(
        file.path(),
        String.format("%04o", file.planned().mode()),
        owner,
        file.text(),
        UnifiedDiff.between(
            there ? file.path().toString() : "/dev/null",
            installed,
            file.path().toString(),
            file.content()));
  }

  /**
   * What is wrong with installing this hook here; empty when nothing is. {@link #install} asks the same.
   */
  public List<Problem> problems(RenderedHook hook) {
    return new InstallChecks(machine, receipts).problems(hook);
  }

  /** The same for those who may not read the receipts: of files that are there only whether they say that they are jstartup's. */
  public List<Problem> problemsBesidesFiles(RenderedHook hook) {
    RenderedHook unwritten = new RenderedHook(hook.hook(), hook.plan(), List.of());
    List<Problem> problems =
        new ArrayList<>(new Namesakes(machine, Optional.empty()).strangers(hook));
    problems.addAll(new InstallChecks(machine, machine.receipts(NO_RECEIPTS)).problems(unwritten));
    return problems;
  }

  /** Services of others that have this hook's name; by the files alone, so that any user may ask. */
  public List<Problem> problemsOfName(RenderedHook hook) {
    Namesakes namesakes = new Namesakes(machine, Optional.empty());
    List<Problem> problems = new ArrayList<>(namesakes.strangers(hook));
    problems.addAll(namesakes.problems(hook.plan()));
    return problems;
  }

  /** What {@link #install} would warn of. */
  public List<String> warnings(RenderedHook hook) {
    return new InstallChecks(machine, receipts).warnings(hook);
  }

  /**
   * Installs the hook, or updates it, as a transaction: when anything fails, all is as it was before. It does not start the service.
   *
   * @throws ProblemsException when it can't be installed, with everything that stands against it
   */
  public Outcome install(RenderedHook hook) {
    return new Install(machine, runner, receipts, version, hook).run();
  }

  /**
   * Removes what the receipt of this service names; the supervisor and the apps go on running. Without a receipt there is nothing to do.
   *
   * @param force remove files although they were changed by hand, and go on when a command fails
   */
  public Outcome remove(String serviceName, boolean force) {
    return remove(serviceName, force, UnaryOperator.identity(), () -> {});
  }

  /**
   * The same.
   *
   * @param instead what is run in place of each of the receipt's commands that follow when the files are gone
   * @param stopped told of each of several services that has ended, on any thread
   */
  public Outcome remove(
      String serviceName, boolean force, UnaryOperator<Command> instead, Runnable stopped) {
    return new Removal(machine, runner, receipts, serviceName, stopped).run(force, instead);
  }

  /** What {@link #remove} would remove and run. */
  public Preview previewRemoval(String serviceName) {
    return new Removal(machine, runner, receipts, serviceName, () -> {}).preview();
  }

  /** Whether this hook is installed as it would be now; looks at the files alone, so that any user may ask. */
  public HookState state(InitSystem init, BootHook hook) {
    return new InstalledHook(machine, wanted -> render(init, wanted)).state(hook);
  }

  /** The receipts of every installed hook; needs root. */
  public List<Receipt> installed() {
    return receipts.all();
  }

  /** The receipt of this service, whatever others are damaged; empty when it is not installed. Needs root. */
  public Optional<Receipt> installed(String serviceName) {
    return receipts.find(serviceName);
  }

  /**
   * Refuses a service that is installed for another user than this hook's. Needs root.
   *
   * @param sameHome whether it has to be for the same home, too
   */
  public void requireOf(String serviceName, BootHook hook, boolean sameHome) {
    receipts
        .find(serviceName)
        .filter(there -> sameHome ? !there.isOf(hook) : !there.isOfUser(hook))
        .ifPresent(
            there -> {
              throw Ownership.notOf(there, hook);
            });
  }

  /**
   * The services of the hooks that were installed for this hook's home; needs root. Apps that are services themselves are none.
   *
   * @param warnings is told of each receipt that can't be read, which may be another's
   * @throws ProblemsException when such a one has a name that this hook may have
   */
  public List<String> servicesFor(BootHook hook, Consumer<String> warnings) {
    Set<String> possible = ServiceName.possible(hook.account(), hook.jstartupHome());
    BiConsumer<String, ProblemsException> damaged =
        (service, problem) -> {
          if (possible.contains(service) || service.equals(hook.serviceName())) {
            throw problem;
          }
          warnings.accept(problem.getMessage());
        };
    return receipts.readable(damaged).stream()
        .filter(receipt -> receipt.facts().jstartupHome().equals(hook.jstartupHome()))
        .map(Receipt::serviceName)
        .filter(name -> name.indexOf('@') < 0)
        .toList();
  }

  /** This hook under the name that it is installed by, which an older version or {@code --service-name} gave it; needs root. */
  public BootHook underItsName(BootHook hook) {
    List<String> names =
        receipts.readable(e -> {}).stream()
            .filter(receipt -> receipt.isOf(hook))
            .map(Receipt::serviceName)
            .filter(name -> name.indexOf('@') < 0)
            .toList();
    return names.isEmpty() || names.contains(hook.serviceName())
        ? hook
        : hook.withServiceName(names.get(0));
  }

  /**
   * The receipt of this home's apps that are services themselves; empty when there are none. Needs root.
   *
   * @param group what their names begin with now
   * @throws ProblemsException when services of that name, or of this home, are somebody else's
   */
  public Optional<Receipt> appsOf(BootHook hook, String group) {
    return new InstalledApps(receipts).of(hook, group);
  }

  /**
   * Lets installed services of apps run. From here on, and not before, they start at every boot, and the supervisor leaves the apps to
   * them. On the disk when this returns.
   */
  public void open(HookPlan services) {
    new Gate(machine, services.gate()).open();
  }

  /** The opposite, for services that don't run: the apps are the supervisor's to start. On the disk when this returns. */
  public void close(HookPlan services) {
    new Gate(machine, services.gate()).close();
  }

  /** Whether the service runs now. */
  public boolean runs(RenderedHook hook) {
    return hook.plan()
        .active()
        .complaints()
        .apply(runner.run(hook.plan().active().command()))
        .isEmpty();
  }

  /**
   * Starts the service; whether that waits until it is ready is up to the init system.
   *
   * @throws ProblemsException when it does not start
   */
  public void start(RenderedHook hook) {
    hook.plan().start().forEach(runner::require);
  }

  /** Stops the service. */
  public void stop(RenderedHook hook) {
    runner.require(hook.plan().stop());
  }
}
