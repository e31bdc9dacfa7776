package io.jstartup.dump;

import io.jstartup.model.Problem;
import io.jstartup.model.SavedInstance;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What was found when the saved list was read.
 *
 * @param instances the list; may be empty
 * @param warnings what is wrong with the files; when there are any, the command ends with a failure's exit code, even with a list
 * @param source the file that the list is from, which need not be the dump; empty when nothing was ever saved, or nothing could be
 *     used
 */
public record LoadResult(
    List<SavedInstance> instances, List<Problem> warnings, Optional<Path> source) {
  public LoadResult {
    instances = List.copyOf(instances);
    warnings = List.copyOf(warnings);
  }

  /** A list that was read whole, from an older file. */
  public static LoadResult of(List<SavedInstance> instances) {
    return new LoadResult(instances, List.of(), Optional.empty());
  }
}
