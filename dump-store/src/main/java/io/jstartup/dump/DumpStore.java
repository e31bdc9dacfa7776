package io.jstartup.dump;

import io.jstartup.dump.json.Json;
import io.jstartup.io.DurableFile;
import io.jstartup.io.FileSteps;
import io.jstartup.io.PrivateFolder;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The saved list of one home: {@code dump.pm2}, the one before it in {@code dump.pm2.bak}, the last ten in {@code generations/}, bad
 * ones in {@code quarantine/}. It changes by {@link #save} and {@link #clear} only. At every moment, after any crash, a whole list can
 * be loaded: the old one or the new one. May be used by several threads and processes; a save may wait for another one, 10 s at most.
 */
public final class DumpStore {
  private final HomeLayout home;
  private final DurableFile files;
  private final Path dump;
  private final Path backup;
  private final Generations generations;
  private final Quarantine quarantine;

  public DumpStore(HomeLayout home) {
    this(home, DurableFile.system());
  }

  /** For tests that let steps fail. */
  DumpStore(HomeLayout home, FileSteps steps) {
    this(home, new DurableFile(steps));
  }

  private DumpStore(HomeLayout home, DurableFile files) {
    this.home = home;
    this.files = files;
    this.dump = home.dump();
    this.backup = dump.resolveSibling(dump.getFileName() + ".bak");
    this.generations = new Generations(home.home().resolve("generations"), files);
    this.quarantine = new Quarantine(home.home().resolve("quarantine"), files);
  }

  /**
   * Makes this list the saved one. Without force, an empty list is not saved, and neither is one of services alone that would forget
   * others: a supervisor that begins with an empty list has those.
   *
   * @throws ProblemsException when it can't be written; the list saved before is then still the saved one
   */
  public SaveResult save(List<SavedInstance> instances, boolean force) {
    if (instances.isEmpty() && !force) {
      return SaveResult.EMPTY_NOT_SAVED;
    }
    if (!force && instances.stream().allMatch(SavedInstance::isService) && forgets(instances)) {
      return SaveResult.SERVICES_NOT_SAVED;
    }
    return write(Json.pretty(AppEntries.tree(instances)));
  }

  private boolean forgets(List<SavedInstance> instances) {
    return !ListDiff.of(load().instances(), instances).removed().isEmpty();
  }

  /** Makes the empty list the saved one, so that nothing comes back. The list before it stays among the generations. */
  public SaveResult clear() {
    return write(Json.pretty(List.of()));
  }

  /**
   * The saved list, with those as services that are by {@link ServiceGates}. Deletes nothing and changes no list; a dump that can't be used is copied to the quarantine, and the newest good
   * generation stands in for it. Never fails: what is wrong is in the warnings.
   */
  public LoadResult load() {
    DumpFile found = DumpFile.read(dump);
    if (found.good()) {
      return new LoadResult(pinned(found.instances()), List.of(), Optional.of(dump));
    }
    List<Problem> warnings = new ArrayList<>();
    Optional<Candidate> standIn =
        standIn(warnings).filter(older -> useful(older, found.instances()));
    if (found.state() == DumpFile.State.ABSENT && standIn.isEmpty() && warnings.isEmpty()) {
      return new LoadResult(List.of(), List.of(), Optional.empty());
    }
    List<SavedInstance> instances =
        pinned(standIn.map(Candidate::instances).orElse(found.instances()));
    Optional<Path> source =
        standIn.map(Candidate::file).or(() -> Optional.of(dump).filter(p -> !instances.isEmpty()));
    warnings.add(0, warning(found, source, instances.size()));
    return new LoadResult(instances, warnings, source);
  }

  /**
   * Those of the saved list that the init system itself runs: whoever begins with an empty list must know of them all the same. Of a
   * damaged list too, as {@link #load} mends it: else a second copy of an app would run beside its service.
   */
  public List<SavedInstance> services() {
    return load().instances().stream().filter(SavedInstance::isService).toList();
  }

  /**
   * An older list.
   *
   * @param word its number or its file's name
   * @throws ProblemsException when there is none of that name, and then it names those that there are, or it can't be used
   */
  public List<SavedInstance> load(String word) {
    List<Generation> all;
    try {
      all = generations.all();
    } catch (IOException e) {
      throw new ProblemsException(new Problem("cannot look for older lists", e.toString()), e);
    }
    return ServiceGates.settled(
        all.stream()
            .filter(generation -> generation.isCalled(word))
            .findFirst()
            .orElseThrow(() -> unknown(word, all))
            .load());
  }

  private static ProblemsException unknown(String word, List<Generation> all) {
    String lines = all.stream().map(Generation::line).collect(Collectors.joining("\n"));
    return new ProblemsException(
        "cannot find generation '" + word + "'",
        all.isEmpty() ? "none is kept yet" : "no older list has that number or name",
        all.isEmpty() ? "save a list first" : "these are kept:\n" + lines);
  }

  /** What can be used of a bad dump is more than an empty list that was saved before. */
  private static boolean useful(Candidate older, List<SavedInstance> usable) {
    return usable.isEmpty() || !older.instances().isEmpty();
  }

  private static List<SavedInstance> pinned(List<SavedInstance> instances) {
    return ServiceGates.settled(instances).stream().map(PinnedInterpreter::in).toList();
  }

  private Problem warning(DumpFile found, Optional<Path> source, int count) {
    boolean absent = found.state() == DumpFile.State.ABSENT;
    String why = absent ? "it is gone" : found.reason();
    String instead =
        source.map(file -> "using " + count + " from '" + file + "'").orElse("no app can be taken");
    String kept = absent ? "" : quarantined(found);
    return new Problem(
        "cannot use the saved list '" + dump + "'",
        why,
        instead + kept + "; check the list of apps, then save it, or clear it with cleardump");
  }

  private String quarantined(DumpFile found) {
    try {
      return ", the bad one is noted at '" + quarantine.note(dump, found) + "'";
    } catch (IOException | ProblemsException e) {
      return ", no copy of the bad one could be made (" + e.getMessage() + ")";
    }
  }

  private record Candidate(Path file, List<SavedInstance> instances) {}

  private Optional<Candidate> standIn(List<Problem> warnings) {
    for (Path file : candidates(warnings)) {
      DumpFile candidate = DumpFile.read(file);
      if (candidate.good()) {
        return Optional.of(new Candidate(file, candidate.instances()));
      }
      if (candidate.state() == DumpFile.State.BAD) {
        warnings.add(new Problem("cannot use the older list '" + file + "'", candidate.reason()));
      }
    }
    return Optional.empty();
  }

  private List<Path> candidates(List<Problem> warnings) {
    List<Path> candidates = new ArrayList<>();
    try {
      candidates.addAll(generations.newestFirst());
    } catch (IOException | RuntimeException e) {
      warnings.add(new Problem("cannot look for older lists", e.toString()));
    }
    candidates.add(backup);
    return candidates;
  }

  @SuppressWarnings("try") // the lock is held, not used
  private SaveResult write(byte[] content) {
    PrivateFolder.ensure(home.home());
    try (SaveLock lock = SaveLock.take(home.home().resolve("dump.lock"))) {
      DumpFile found = DumpFile.read(dump);
      if (found.good() && Arrays.equals(found.content(), content)) {
        return SaveResult.UNCHANGED;
      }
      replace(found, content);
      sweep();
      return SaveResult.SAVED;
    } catch (IOException e) {
      Problem problem =
          new Problem(
              "cannot save the list '" + dump + "'",
              reason(e),
              "the list saved before is still there");
      throw new ProblemsException(problem, e);
    }
  }

  private void replace(DumpFile found, byte[] content) throws IOException {
    if (found.state() == DumpFile.State.BAD) {
      quarantine.keep(dump, found);
    }
    if (found.state() == DumpFile.State.ABSENT) {
      // the other way round, a first save that is cut short would look like a list that got lost
      files.replace(dump, content);
      try {
        generations.add(content);
      } catch (IOException | RuntimeException e) {
        forget(dump, e); // what is said to have failed must not come back at the next boot
        throw e;
      }
      return;
    }
    Path generation = generations.add(content);
    try {
      if (found.good()) {
        files.replace(backup, found.content());
      }
      files.replace(dump, content);
    } catch (IOException e) {
      forget(generation, e);
      throw e;
    }
  }

  private static void forget(Path file, Exception failure) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** The list is saved by now: what can't be tidied up is no failure, the next save tries again. */
  private void sweep() {
    try {
      generations.prune();
      DurableFile.sweepTemporaries(dump);
      DurableFile.sweepTemporaries(backup);
    } catch (IOException e) {
      return;
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
