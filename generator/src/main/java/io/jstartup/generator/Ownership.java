package io.jstartup.generator;

import io.jstartup.generator.print.ShellWords;
import io.jstartup.generator.receipt.Receipt;
import io.jstartup.generator.receipt.Receipts;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.service.ServiceTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whose hooks there are already: a hook never takes the place of another user's or another home's, whose apps would stay away, and no
 * home has two.
 */
final class Ownership {
  private final Receipts receipts;
  private final RenderedHook wanted;
  private final BootHook hook;
  private final String name;

  Ownership(Receipts receipts, RenderedHook wanted) {
    this.receipts = receipts;
    this.wanted = wanted;
    this.hook = wanted.hook();
    this.name = wanted.plan().serviceName();
  }

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    nameOfAnother().ifPresent(problems::add);
    otherInitSystem().ifPresent(problems::add);
    problems.addAll(othersOfTheHome());
    return problems;
  }

  private Optional<Problem> nameOfAnother() {
    return receipts
        .find(name)
        .filter(there -> !there.isOf(hook))
        .map(
            there ->
                new Problem(
                    "cannot use '" + name + "' as the service's name",
                    "that service is " + there.owner(),
                    "choose another --service-name, or remove that one: " + removal(there)));
  }

  /** Its commands are in no receipt that a later install writes: what it made would start the apps for good. */
  private Optional<Problem> otherInitSystem() {
    return receipts
        .find(name)
        .filter(there -> there.isOf(hook))
        .filter(there -> !there.initSystem().equals(wanted.plan().initSystem()))
        .map(
            there ->
                new Problem(
                    "cannot install '" + name + "' for " + wanted.plan().initSystem(),
                    "it is installed for " + there.initSystem() + ", which would start it too",
                    "remove that first, what runs goes on running: " + removal(there)));
  }

  /** Both would bring the same apps back. */
  private List<Problem> othersOfTheHome() {
    return receipts.readable(e -> {}).stream()
        .filter(there -> !there.serviceName().equals(name))
        .filter(there -> isApps(there.serviceName()) == isApps(name))
        .filter(there -> there.facts().jstartupHome().equals(hook.jstartupHome().normalize()))
        .map(
            there ->
                new Problem(
                    "cannot install '" + name + "'",
                    "'" + there.serviceName() + "' is " + there.owner() + " already",
                    "keep that name, or remove it first: " + removal(there)))
        .toList();
  }

  private static boolean isApps(String service) {
    return ServiceTarget.isReceipt(service);
  }

  /** What to say of a hook that is to go and is somebody else's. */
  static ProblemsException notOf(Receipt there, BootHook hook) {
    return new ProblemsException(
        "cannot remove '"
            + there.serviceName()
            + "' of user '"
            + hook.account().name()
            + "' and home '"
            + hook.jstartupHome()
            + "'",
        "that service is " + there.owner(),
        "if it is meant all the same, name it alone: sudo jstartup unstartup --service-name "
            + ShellWords.word(there.serviceName()));
  }

  private String removal(Receipt there) {
    if (isApps(there.serviceName())) {
      return InstalledApps.removal(there);
    }
    return "jstartup unstartup "
        + (isOfUser() ? "--user " : "")
        + "--service-name "
        + ShellWords.word(there.serviceName());
  }

  private boolean isOfUser() {
    return InitSystems.all().stream()
        .flatMap(init -> init.ofUser().stream())
        .map(InitSystem::id)
        .anyMatch(wanted.plan().initSystem()::equals);
  }
}
