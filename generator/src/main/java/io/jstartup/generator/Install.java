package io.jstartup.generator;

import io.jstartup.generator.receipt.Receipt;
import io.jstartup.generator.receipt.Receipt.Facts;
import io.jstartup.generator.receipt.Receipt.FileEntry;
import io.jstartup.generator.receipt.Receipts;
import io.jstartup.generator.run.CommandRunner;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Check;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.HookPlan;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One install: check, write, validate, enable, verify. The receipt is written first, marked as incomplete: so an install that was killed
 * in the middle is no stranger's work to the next one.
 */
final class Install {
  private final Machine machine;
  private final CommandRunner runner;
  private final Receipts receipts;
  private final String version;
  private final RenderedHook hook;
  private final HookPlan plan;
  private final Undo undo = new Undo();
  private final List<String> done = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private List<Receipt> all = List.of();

  Install(
      Machine machine, CommandRunner runner, Receipts receipts, String version, RenderedHook hook) {
    this.machine = machine;
    this.runner = runner;
    this.receipts = receipts;
    this.version = version;
    this.hook = hook;
    this.plan = hook.plan();
  }

  Outcome run() {
    InstallChecks checks = new InstallChecks(machine, receipts);
    List<Problem> problems = checks.problems(hook);
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    warnings.addAll(plan.notes());
    warnings.addAll(checks.warnings(hook));
    Optional<Receipt> before = receipts.find(plan.serviceName());
    // Another hook's damaged receipt is no reason to be without this one; at worst a folder stays.
    all = receipts.readable(e -> warnings.add(e.getMessage()));
    boolean wasEnabled = before.isPresent() && complaints(plan.enabled()).isEmpty();
    if (wasEnabled && isCurrent(before.get())) {
      return new Outcome(false, plan.serviceName(), done, warnings);
    }
    try {
      change(before, wasEnabled);
    } catch (ProblemsException e) {
      throw undo.after(e);
    } catch (RuntimeException e) {
      throw undo.after(
          new ProblemsException(new Problem("cannot install the boot hook", e.toString()), e));
    }
    return new Outcome(true, plan.serviceName(), done, warnings);
  }

  private boolean isCurrent(Receipt receipt) {
    return receipt.equals(receipt(receipt).completed())
        && hook.files().stream().allMatch(this::isCurrent);
  }

  private boolean isCurrent(RenderedFile file) {
    return machine.read(file.path()).filter(c -> Arrays.equals(c, file.content())).isPresent()
        && machine.mode(file.path()).equals(Machine.permissions(file.planned().mode()));
  }

  private void change(Optional<Receipt> before, boolean wasEnabled) {
    Receipt wanted = receipt(before.orElse(null));
    Leftovers leftovers = Leftovers.of(before, plan);
    Receipt receipt = leftovers.in(wanted);
    undo.push("the init system's view of its files", () -> runAll(plan.reload()));
    undo.push("the receipt", () -> restore(before));
    receipts.put(receipt);
    plan.folders().forEach(this::make);
    hook.files().forEach(this::write);
    plan.validate().forEach(this::validate);
    runAll(plan.reload());
    if (!wasEnabled) {
      undo.push("the service's start at boot", () -> runAll(plan.disable()));
    }
    if (!plan.hold().isEmpty() && !complaints(plan.active()).isEmpty()) {
      runAll(plan.hold());
    }
    runAll(plan.enable());
    verifyEnabled();
    runner.settle(plan.foldersOfNames());
    receipts.put(receipt.completed());
    if (!leftovers.isEmpty()) {
      clear(wanted, leftovers);
    }
  }

  /** What the hook before had and this one has not. Until it is gone the receipt names it. */
  private void clear(Receipt installed, Leftovers leftovers) {
    try {
      done.addAll(leftovers.delete(machine, plan));
      receipts.put(installed.completed());
    } catch (ProblemsException e) {
      warnings.add("something is left of the hook that was installed before: " + e.getMessage());
    }
  }

  private void restore(Optional<Receipt> before) {
    before.ifPresentOrElse(receipts::put, () -> receipts.remove(plan.serviceName()));
  }

  private void make(Path folder) {
    undo.push("the folder '" + folder + "'", () -> machine.deleteEmptyFolder(folder));
    machine.makeFolder(folder);
  }

  private void write(RenderedFile file) {
    Path path = file.path();
    Optional<byte[]> old = machine.read(path);
    Set<PosixFilePermission> oldMode = old.isPresent() ? machine.mode(path) : Set.of();
    undo.push(
        "the file '" + path + "'",
        () ->
            old.ifPresentOrElse(
                content -> machine.write(path, content, oldMode), () -> machine.delete(path)));
    machine.write(path, file.content(), Machine.permissions(file.planned().mode()));
    done.add((old.isPresent() ? "replaced " : "wrote ") + path);
  }

  private void validate(Check check) {
    if (check.skippable() && !runner.has(check.command())) {
      warnings.add(
          "'"
              + check.command().argv().get(0)
              + "' is not installed: the files were not checked with it");
      return;
    }
    List<String> complaints = complaints(check);
    if (!complaints.isEmpty()) {
      throw new ProblemsException(
          complaints.stream()
              .map(said -> new Problem("'" + check.command() + "' refuses the boot hook", said))
              .toList());
    }
    done.add("ran '" + check.command() + "'");
  }

  private void verifyEnabled() {
    List<String> complaints = complaints(plan.enabled());
    if (!complaints.isEmpty()) {
      throw new ProblemsException(
          "service '" + plan.serviceName() + "' would not start at boot",
          String.join(", ", complaints),
          "");
    }
  }

  private List<String> complaints(Check check) {
    return check.complaints().apply(runner.run(check.command()));
  }

  private void runAll(List<Command> commands) {
    for (Command command : commands) {
      runner.require(command);
      done.add("ran '" + command + "'");
    }
  }

  private Receipt receipt(Receipt before) {
    BootHook facts = hook.hook();
    return new Receipt(
        false,
        version,
        plan.initSystem(),
        plan.serviceName(),
        new Facts(
            facts.account().name(),
            facts.userHome(),
            facts.jstartupHome(),
            facts.launcher(),
            facts.javaHome(),
            facts.waitIp()),
        folders(before),
        hook.files().stream().map(file -> entry(file, before)).toList(),
        plan.links(),
        plan.gate(),
        plan.disable(),
        plan.afterRemoval());
  }

  /** Those that an earlier install made, of this hook or of another that has files there too, go with the last that needs them. */
  private List<Path> folders(Receipt before) {
    Set<Path> folders = new LinkedHashSet<>(before == null ? List.of() : before.folders());
    all.stream()
        .flatMap(receipt -> receipt.folders().stream())
        .filter(folder -> hook.files().stream().anyMatch(file -> file.path().startsWith(folder)))
        .forEach(folders::add);
    folders.addAll(plan.folders());
    return List.copyOf(folders);
  }

  private static FileEntry entry(RenderedFile file, Receipt before) {
    String old =
        Optional.ofNullable(before)
            .flatMap(receipt -> receipt.file(file.path()))
            .map(FileEntry::sha256)
            .orElse("");
    return new FileEntry(file.path(), Sha256.of(file.content()), old);
  }
}
