package io.jstartup.generator;

import io.jstartup.generator.receipt.Receipt;
import io.jstartup.generator.receipt.Receipt.FileEntry;
import io.jstartup.generator.receipt.Receipts;
import io.jstartup.generator.run.CommandRunner;
import io.jstartup.generator.run.Together;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One removal, from the receipt alone and in reverse. The receipt goes last: after a failure in between the removal can be asked for
 * again.
 */
final class Removal {
  private final Machine machine;
  private final CommandRunner runner;
  private final Receipts receipts;
  private final String serviceName;
  private final Runnable stopped;
  private final List<String> done = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** @param stopped told of each service that has ended; on any thread */
  Removal(
      Machine machine,
      CommandRunner runner,
      Receipts receipts,
      String serviceName,
      Runnable stopped) {
    this.machine = machine;
    this.runner = runner;
    this.receipts = receipts;
    this.serviceName = serviceName;
    this.stopped = stopped;
  }

  Preview preview() {
    Optional<Receipt> receipt = receipts.find(serviceName);
    List<FilePreview> files = new ArrayList<>();
    List<List<String>> commands = new ArrayList<>();
    receipt.ifPresent(
        r -> {
          r.files().stream()
              .filter(f -> machine.exists(f.path()))
              .forEach(f -> files.add(preview(f)));
          r.disable().forEach(command -> commands.add(command.argv()));
          r.afterRemoval().forEach(command -> commands.add(command.argv()));
        });
    return new Preview(
        receipt.map(Receipt::initSystem).orElse(""), serviceName, files, commands, List.of());
  }

  private FilePreview preview(FileEntry file) {
    byte[] content = machine.read(file.path()).orElse(new byte[0]);
    String diff = UnifiedDiff.between(file.path().toString(), content, "/dev/null", new byte[0]);
    return new FilePreview(file.path(), "", "", "", diff);
  }

  Outcome run(boolean force, UnaryOperator<Command> instead) {
    Optional<Receipt> found = receipts.find(serviceName);
    if (found.isEmpty()) {
      return new Outcome(false, serviceName, done, warnings);
    }
    Receipt receipt = found.get();
    if (!force) {
      requireUnchanged(receipt);
    }
    boolean known = receipt.files().stream().anyMatch(file -> machine.exists(file.path()));
    disable(
        known ? Together.steps(receipt.disable()) : List.of(),
        new Gate(machine, receipt.gate()),
        force);
    List<String> failed = List.copyOf(warnings);
    if (failed.isEmpty() && !receipt.disable().isEmpty()) {
      // Those commands need files that go now: one that takes up a removal that was cut short can't
      // run them.
      receipts.put(receipt.disabled());
    }
    receipt.links().forEach(pattern -> machine.matching(pattern).forEach(this::delete));
    List<FileEntry> reversed = new ArrayList<>(receipt.files());
    Collections.reverse(reversed);
    reversed.forEach(file -> delete(file.path()));
    List<Path> folders = new ArrayList<>(receipt.folders());
    Collections.reverse(folders);
    folders.forEach(machine::deleteEmptyFolder);
    runAll(Together.steps(receipt.afterRemoval().stream().map(instead).toList()), force);
    if (failed.isEmpty() || receipt.gate().isEmpty()) {
      receipts.remove(serviceName);
    } else {
      receipts.put(receipt.onlyGate()); // it is open yet, and the next removal is to know of it
    }
    return new Outcome(true, serviceName, done, warnings, failed);
  }

  private void requireUnchanged(Receipt receipt) {
    List<Problem> problems =
        receipt.files().stream()
            .filter(this::isChanged)
            .map(
                file ->
                    new Problem(
                        "cannot remove '" + file.path() + "'",
                        "it was changed by hand since jstartup wrote it",
                        "keep a copy of the changes and use --force"))
            .toList();
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
  }

  private boolean isChanged(FileEntry file) {
    if (!machine.exists(file.path())) {
      return false;
    }
    return !machine.isPlainFile(file.path())
        || !file.covers(Sha256.of(machine.read(file.path()).orElse(new byte[0])));
  }

  private void delete(Path path) {
    if (machine.delete(path)) {
      done.add("removed " + path);
    }
  }

  /** What is stopped while others could not be. */
  private static Optional<Problem> stopped(int others) {
    return others == 0
        ? Optional.empty()
        : Optional.of(
            new Problem(
                (others == 1 ? "the other service is" : "the other " + others + " services are")
                    + " stopped already",
                "all were told to stop at the same time, and none is removed yet",
                "mend this and run the same command again, or they start at the next boot"));
  }

  /**
   * The gate closes as soon as all behind it is stopped, and before anything that starts it at boot goes. When that can't be undone whole,
   * something behind it may still run: the supervisor is kept from starting it by the gate.
   */
  private void disable(List<List<Command>> steps, Gate gate, boolean force) {
    runAll(steps.stream().limit(1).toList(), force);
    if (!warnings.isEmpty()) {
      runAll(steps.stream().skip(1).toList(), force);
      return;
    }
    boolean closed = gate.close();
    try {
      runAll(steps.stream().skip(1).toList(), force);
    } catch (ProblemsException e) {
      reopen(gate, closed);
      throw e;
    }
    reopen(gate, closed && !warnings.isEmpty());
  }

  private static void reopen(Gate gate, boolean closed) {
    if (closed) {
      gate.open();
    }
  }

  private void runAll(List<List<Command>> steps, boolean force) {
    for (List<Command> step : steps) {
      Map<Command, ProblemsException> failures = new Together(runner, stopped).run(step);
      step.stream()
          .filter(command -> !failures.containsKey(command))
          .forEach(command -> done.add("ran '" + command + "'"));
      if (!force && !failures.isEmpty()) {
        List<ProblemsException> all = new ArrayList<>(failures.values());
        stopped(step.size() - failures.size()).map(ProblemsException::new).ifPresent(all::add);
        throw Together.all(all);
      }
      failures.values().forEach(failure -> warnings.add(failure.getMessage()));
    }
  }
}
