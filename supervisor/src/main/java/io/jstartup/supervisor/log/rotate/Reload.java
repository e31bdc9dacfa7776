package io.jstartup.supervisor.log.rotate;

import io.jstartup.model.Problem;
import io.jstartup.platforms.os.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * After somebody else, such as logrotate, has given logs other names: apps hold them open and go on writing there, and no one can make
 * them open others. So the file gets its own name back, and what was in it moves to a new file with the name that it was given. Where
 * heads of files can be taken out no byte is lost.
 *
 * @param reopened logs that were renamed and are written under their own names again
 */
public record Reload(List<Path> reopened, List<Problem> problems) {

  /**
   * A log that a process holds open.
   *
   * @param descriptor 1 or 2
   */
  record Held(LiveLog log, int pid, int descriptor) {}

  static Reload of(List<Held> all, OperatingSystem os, Rotation rotation) {
    Reload reload = new Reload(new ArrayList<>(), new ArrayList<>());
    Set<Path> done = new LinkedHashSet<>();
    for (Held held : all) {
      Path log = held.log().file();
      Optional<Path> now = os.openFile(held.pid(), held.descriptor());
      if (now.isPresent() && !now.get().equals(log) && done.add(log)) {
        reload.takeBack(held.log(), now.get(), rotation);
      }
    }
    return reload;
  }

  private void takeBack(LiveLog log, Path now, Rotation rotation) {
    String what = "cannot reopen '" + log.file() + "'";
    try {
      boolean there = Files.exists(log.file(), LinkOption.NOFOLLOW_LINKS);
      boolean renamed =
          log.file().getParent().equals(now.getParent())
              && now.getFileName().toString().startsWith(log.file().getFileName().toString())
              && Files.isRegularFile(now, LinkOption.NOFOLLOW_LINKS);
      if (renamed && (!there || isEmptyFile(log.file()))) {
        rotation.takeBack(log, now);
        reopened.add(log.file());
      } else if (renamed) {
        String why = "the app writes to '" + now + "' and something else is at its place";
        problems.add(new Problem(what, why, "restart the app"));
      } else if (!there) {
        problems.add(
            new Problem(what, "the app writes to '" + now + "' by now", "restart the app"));
      }
    } catch (IOException e) {
      problems.add(new Problem(what, String.valueOf(e.getMessage())));
    }
  }

  private static boolean isEmptyFile(Path log) throws IOException {
    return Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS) && Files.size(log) == 0;
  }
}
