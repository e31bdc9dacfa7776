package io.jstartup.generator;

import io.jstartup.generator.print.ShellWords;
import io.jstartup.generator.receipt.Receipt;
import io.jstartup.generator.receipt.Receipts;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.service.ServiceTarget;
import java.util.Optional;
import java.util.stream.Stream;

/** The apps that are services themselves: by whose they are, as another home's may have the very name. */
record InstalledApps(Receipts receipts) {

  /**
   * The receipt of those of this hook's home.
   *
   * @param group the name that they have now; an older version may have given another
   * @throws ProblemsException when the name, or the home, has those of somebody else
   */
  Optional<Receipt> of(BootHook hook, String group) {
    Optional<Receipt> named = receipts.find(ServiceTarget.receipt(group));
    Stream<Receipt> ofHome =
        receipts.readable(e -> {}).stream()
            .filter(receipt -> ServiceTarget.isReceipt(receipt.serviceName()))
            .filter(receipt -> receipt.facts().jstartupHome().equals(hook.jstartupHome()));
    Optional<Receipt> found =
        Stream.concat(named.stream(), ofHome)
            .sorted((a, b) -> Boolean.compare(b.isOf(hook), a.isOf(hook)))
            .findFirst();
    found.filter(receipt -> !receipt.isOf(hook)).ifPresent(receipt -> refuse(hook, receipt));
    return found;
  }

  private static void refuse(BootHook hook, Receipt there) {
    throw new ProblemsException(
        "the services of '"
            + ServiceTarget.group(there.serviceName())
            + "' are not those for home '"
            + hook.jstartupHome()
            + "' of user '"
            + hook.account().name()
            + "'",
        "they are " + there.owner(),
        "to take those away: " + removal(there));
  }

  static String removal(Receipt apps) {
    Receipt.Facts facts = apps.facts();
    boolean usual = facts.jstartupHome().equals(facts.userHome().resolve(".jstartup"));
    return "sudo "
        + (usual
            ? ""
            : "env JSTARTUP_HOME=" + ShellWords.word(facts.jstartupHome().toString()) + " ")
        + "jstartup native remove -u "
        + ShellWords.word(facts.user())
        + " --hp "
        + ShellWords.word(facts.userHome().toString());
  }
}
