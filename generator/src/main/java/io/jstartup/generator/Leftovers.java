package io.jstartup.generator;

import io.jstartup.generator.receipt.Receipt;
import io.jstartup.generator.receipt.Receipt.FileEntry;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.PlannedFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an earlier install of the same service made and the new one does not, as another version has other files. */
record Leftovers(List<FileEntry> files, List<Path> links) {

  static Leftovers of(Optional<Receipt> before, HookPlan plan) {
    Set<Path> paths = plan.files().stream().map(PlannedFile::path).collect(Collectors.toSet());
    return new Leftovers(
        before.stream()
            .flatMap(receipt -> receipt.files().stream())
            .filter(file -> !paths.contains(file.path()))
            .toList(),
        before.stream()
            .flatMap(receipt -> receipt.links().stream())
            .filter(link -> !plan.links().contains(link))
            .toList());
  }

  boolean isEmpty() {
    return files.isEmpty() && links.isEmpty();
  }

  /** The receipt with them, so that a removal takes them along. */
  Receipt in(Receipt receipt) {
    return receipt.with(join(receipt.files(), files), join(receipt.links(), links));
  }

  private static <T> List<T> join(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** Removes them, but nothing that the plan has under another pattern; gives what was done. */
  List<String> delete(Machine machine, HookPlan plan) {
    Set<Path> kept = plan.files().stream().map(PlannedFile::path).collect(Collectors.toSet());
    plan.links().forEach(pattern -> kept.addAll(machine.matching(pattern)));
    List<Path> paths = new ArrayList<>();
    links.forEach(pattern -> paths.addAll(machine.matching(pattern)));
    files.forEach(file -> paths.add(file.path()));
    paths.removeAll(kept);
    return paths.stream().filter(machine::delete).map(path -> "removed " + path).toList();
  }
}
