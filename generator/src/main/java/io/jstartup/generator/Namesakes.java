package io.jstartup.generator;

import io.jstartup.generator.receipt.Receipt;
import io.jstartup.model.Problem;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.Namesake;
import io.jstartup.platforms.PlannedFile;
import io.jstartup.platforms.service.ServiceTarget;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Services that somebody else has under the hook's name: the init system would run the hook in their place, or one of them in the hook's.
 */
final class Namesakes {
  private final Machine machine;
  private final Optional<Receipt> receipt;

  /** @param receipt of the hook that is installed by that name; empty: there is none, or it can't be read */
  Namesakes(Machine machine, Optional<Receipt> receipt) {
    this.machine = machine;
    this.receipt = receipt;
  }

  /** One for each of the plan's files at most; none for those that jstartup has written already. */
  List<Problem> problems(HookPlan plan) {
    List<Problem> problems = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (Namesake namesake : plan.namesakes()) {
      Optional<Path> there = there(namesake);
      if (there.isPresent() && !isWritten(plan, namesake.ours()) && seen.add(namesake.ours())) {
        problems.add(problem(plan, namesake.ours(), there.get()));
      }
    }
    return problems;
  }

  /** Files where the hook's are to be when what is there is no hook of ours, for those who may not read receipts. */
  List<Problem> strangers(RenderedHook hook) {
    if (isMarked(hook.plan())) {
      return List.of();
    }
    Targets targets = new Targets(machine, receipt, hook.plan());
    return hook.files().stream().flatMap(file -> targets.problem(file.path()).stream()).toList();
  }

  /** What else to do about a file that is in the way. */
  static String remedy(HookPlan plan) {
    return ServiceTarget.isReceipt(plan.serviceName())
        ? "move it away if nothing needs it"
        : "choose another --service-name, or move it away if nothing needs it";
  }

  private Optional<Path> there(Namesake namesake) {
    return machine.matching(namesake.other()).stream()
        .filter(path -> !path.equals(namesake.ours()))
        .filter(
            path ->
                !isMarked(path)) // by another init system's hook, which is checked by its receipt
        .findFirst();
  }

  private static Problem problem(HookPlan plan, Path ours, Path there) {
    return new Problem(
        "cannot write '" + ours + "'",
        "there is a service of that name already, '"
            + there
            + "', that is not jstartup's: one would hide the other",
        remedy(plan));
  }

  /** By the receipt, else by what its first file says of itself: receipts are root's, and any user may ask. */
  private boolean isWritten(HookPlan plan, Path ours) {
    return receipt.flatMap(its -> its.file(ours)).isPresent() || isMarked(plan);
  }

  private boolean isMarked(HookPlan plan) {
    return plan.files().stream().limit(1).map(PlannedFile::path).anyMatch(this::isMarked);
  }

  private boolean isMarked(Path file) {
    return machine.isPlainFile(file)
        && Files.isReadable(machine.at(file))
        && new String(machine.read(file).orElse(new byte[0]), StandardCharsets.UTF_8)
            .contains(HookPlan.MARK);
  }
}
