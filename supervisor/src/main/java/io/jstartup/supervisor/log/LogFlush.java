package io.jstartup.supervisor.log;

import io.jstartup.model.LogFiles;
import io.jstartup.model.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Empties logs in place: an app that has one open goes on writing at its new end, as logs are opened for append. What is no plain file
 * (a terminal, {@code /dev/null}, a pipe) is left alone, and so is what is not there. A link is not followed: whoever may write to the
 * folder of an app's logs could have made it point to any file of ours.
 *
 * @param emptied files that are empty now
 * @param problems those that could not be emptied
 */
public record LogFlush(List<Path> emptied, List<Problem> problems) {

  /** All logs of each. */
  public static Set<Path> paths(Collection<LogFiles> logs) {
    Set<Path> paths = new LinkedHashSet<>();
    for (LogFiles files : logs) {
      paths.add(Path.of(files.out()));
      paths.add(Path.of(files.error()));
      if (!files.combined().isEmpty()) {
        paths.add(Path.of(files.combined()));
      }
    }
    return paths;
  }

  /** Empties them. */
  public static LogFlush of(Collection<Path> logs) {
    LogFlush flush = new LogFlush(new ArrayList<>(), new ArrayList<>());
    logs.forEach(flush::empty);
    return flush;
  }

  private void empty(Path log) {
    String what = "cannot flush '" + log + "'";
    if (Files.isSymbolicLink(log)) {
      problems.add(new Problem(what, "it is a link", "flush what it leads to yourself"));
    } else if (Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
      try (FileChannel channel =
          FileChannel.open(log, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
        channel.truncate(0);
        emptied.add(log);
      } catch (IOException e) {
        problems.add(new Problem(what, e.toString()));
      }
    }
  }
}
