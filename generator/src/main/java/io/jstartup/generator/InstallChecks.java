package io.jstartup.generator;

import io.jstartup.generator.receipt.Receipt;
import io.jstartup.generator.receipt.Receipts;
import io.jstartup.model.Problem;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is looked at before an install writes anything; finds all problems at once. */
final class InstallChecks {
  private final Machine machine;
  private final Receipts receipts;

  InstallChecks(Machine machine, Receipts receipts) {
    this.machine = machine;
    this.receipts = receipts;
  }

  List<Problem> problems(RenderedHook rendered) {
    BootHook hook = rendered.hook();
    List<Problem> problems = new ArrayList<>();
    homes(hook, problems);
    program("launcher", hook.launcher()).ifPresent(problems::add);
    program("Java", hook.javaHome().resolve("bin/java")).ifPresent(problems::add);
    running(rendered.plan().initSystem()).ifPresent(problems::add);
    stopBudget(hook).ifPresent(problems::add);
    problems.addAll(new Ownership(receipts, rendered).problems());
    Optional<Receipt> receipt = receipts.find(rendered.plan().serviceName());
    problems.addAll(new Namesakes(machine, receipt).problems(rendered.plan()));
    Targets targets = new Targets(machine, receipt, rendered.plan());
    rendered.files().forEach(file -> targets.problem(file.path()).ifPresent(problems::add));
    Leftovers.of(receipt, rendered.plan()).files().stream()
        .flatMap(file -> targets.problem(file.path()).stream())
        .forEach(problems::add);
    return problems;
  }

  List<String> warnings(RenderedHook rendered) {
    OthersCanWrite others = new OthersCanWrite(machine, rendered.hook().account());
    List<String> warnings = new ArrayList<>();
    others.warning(rendered.hook().launcher()).ifPresent(warnings::add);
    others.warning(rendered.hook().javaHome().resolve("bin/java")).ifPresent(warnings::add);
    return warnings;
  }

  /** A service account's home may be root's own, such as /var/www: then jstartup's must be there already and be theirs. */
  private void homes(BootHook hook, List<Problem> problems) {
    Optional<Problem> jstartupHome = home("jstartup's home", hook.jstartupHome(), hook.account());
    if (machine.exists(hook.jstartupHome())) {
      jstartupHome.ifPresent(problems::add);
    }
    boolean lentByRoot = jstartupHome.isEmpty() && machine.isRoots(hook.userHome());
    if (!lentByRoot) {
      home("home", hook.userHome(), hook.account()).ifPresent(problems::add);
    }
  }

  private Optional<Problem> home(String what, Path home, Account account) {
    String subject = "cannot use " + what + " '" + home + "'";
    try {
      if (!Files.isDirectory(machine.at(home))) {
        return Optional.of(
            new Problem(subject, "there is no such folder", "name an existing one with --hp"));
      }
      int owner = (Integer) Files.getAttribute(machine.at(home), "unix:uid");
      return owner == account.uid()
          ? Optional.empty()
          : Optional.of(
              new Problem(
                  subject,
                  "it belongs to user " + owner + ", not to '" + account.name() + "'",
                  "name this user's own home with --hp, or the home's owner with -u"));
    } catch (IOException e) {
      return Optional.of(
          new Problem(subject, e.getClass().getSimpleName() + ": " + e.getMessage()));
    }
  }

  private Optional<Problem> program(String what, Path path) {
    boolean usable = path.isAbsolute() && Files.isExecutable(machine.at(path));
    return usable
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "cannot use " + what + " '" + path + "'", "it is no program that can be run", ""));
  }

  /** Asked for by name it may be another one than what runs; its files would wait for a boot that never comes. */
  private Optional<Problem> running(String initSystem) {
    InitSystem init = InitSystems.ofPlan(initSystem);
    List<Evidence> evidence = init.evidence(machine.facts(Map.of()));
    return evidence.stream().anyMatch(e -> e.weight() != Weight.INSTALLED || init.isLastResort())
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "cannot install a boot hook for " + init.displayName(),
                "it does not run on this machine",
                "see what does with: jstartup startup --explain"));
  }

  private static Optional<Problem> stopBudget(BootHook hook) {
    boolean sane =
        !hook.stopBudget().isNegative()
            && hook.stopBudget().compareTo(StopPolicy.LONGEST_TIMEOUT) <= 0;
    return sane
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "cannot give the apps " + hook.stopBudget() + " to stop",
                "more than a day would block the machine's shutdown",
                "save the apps with a smaller kill_timeout"));
  }
}
