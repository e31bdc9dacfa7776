package io.jstartup.dump;

import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import java.nio.file.Path;
import java.util.List;

/**
 * One of the lists that were saved before.
 *
 * @param number counts up with each save
 * @param file whose name holds when that was
 */
public record Generation(int number, Path file) {

  /** Whether a user's word means this one: its number or its file's name. */
  boolean isCalled(String word) {
    return word.equals(String.valueOf(number))
        || word.equals(file.getFileName().toString())
        || word.equals(file.toString());
  }

  /**
   * Its list.
   *
   * @throws ProblemsException when it can't be used
   */
  List<SavedInstance> load() {
    DumpFile found = DumpFile.read(file);
    if (!found.good()) {
      throw new ProblemsException(
          new Problem("cannot use the older list '" + file + "'", found.reason(), "take another"));
    }
    return found.instances().stream().map(PinnedInterpreter::in).toList();
  }

  /** One line for the reader. */
  String line() {
    DumpFile found = DumpFile.read(file);
    String content = found.good() ? found.instances().size() + " processes" : "damaged";
    return "  " + number + "  " + file.getFileName() + "  " + content;
  }
}
