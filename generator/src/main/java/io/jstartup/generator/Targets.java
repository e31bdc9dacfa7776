package io.jstartup.generator;

import io.jstartup.generator.receipt.Receipt;
import io.jstartup.model.Problem;
import io.jstartup.platforms.HookPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What is where a plan's files are to be: nothing of anybody else's is written over. */
final class Targets {
  private final Machine machine;
  private final Optional<Receipt> receipt;
  private final HookPlan plan;

  /** @param receipt of the hook that is installed by that name */
  Targets(Machine machine, Optional<Receipt> receipt, HookPlan plan) {
    this.machine = machine;
    this.receipt = receipt;
    this.plan = plan;
  }

  Optional<Problem> problem(Path path) {
    if (!machine.exists(path)) {
      return Optional.empty();
    }
    String subject = "cannot write '" + path + "'";
    if (!machine.isPlainFile(path)) {
      return Optional.of(new Problem(subject, noFile(path), Namesakes.remedy(plan)));
    }
    Optional<Receipt.FileEntry> entry = receipt.flatMap(r -> r.file(path));
    if (entry.isEmpty()) {
      return Optional.of(
          new Problem(
              subject, "jstartup did not write the file that is there", Namesakes.remedy(plan)));
    }
    String hash = Sha256.of(machine.read(path).orElse(new byte[0]));
    return entry.get().covers(hash)
        ? Optional.empty()
        : Optional.of(
            new Problem(
                subject,
                "it was changed by hand since jstartup wrote it",
                "keep a copy of the changes and run 'jstartup unstartup --force' first"));
  }

  private String noFile(Path path) {
    try {
      Path target = Files.readSymbolicLink(machine.at(path));
      return target.equals(Path.of("/dev/null"))
          ? "the service of that name is masked: a link to '/dev/null' is there"
          : "a link to '" + target + "' is there, which is another service's by an alias";
    } catch (IOException e) {
      return "a folder is there";
    }
  }
}
