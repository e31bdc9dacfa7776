package io.jstartup.platforms.service;

import io.jstartup.platforms.detect.MachineFacts;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a user can open a log with no more than the rights that user has: in a folder of their own, which all of the way lead to. */
final class OwnLogs {
  private static final int TYPE = 0170000;
  private static final int FOLDER = 0040000;
  private static final int REGULAR = 0100000;
  private static final int OWNER_ENTERS = 0100;
  private static final int OWNER_MAKES = 0300;
  private static final int OWNER_WRITES = 0200;

  /** Who is in a folder's group has the group's rights, and not those of others. */
  private static final int ALL_ENTER = 0011;

  private OwnLogs() {}

  /** In doubt not: through a link, and where a group decides. */
  static boolean opens(Path file, int uid, MachineFacts facts) {
    Path folder = file.getParent();
    if (folder == null || !file.isAbsolute() || !file.equals(file.normalize())) {
      return false;
    }
    for (Path above = folder.getParent(); above != null; above = above.getParent()) {
      if (!facts.owner(above.toString()).filter(it -> enters(it, uid)).isPresent()) {
        return false;
      }
    }
    return facts.owner(folder.toString()).filter(it -> is(it, FOLDER, OWNER_MAKES, uid)).isPresent()
        && opensFile(facts.owner(file.toString()), uid);
  }

  private static boolean enters(MachineFacts.Owner folder, int uid) {
    return is(folder, FOLDER, OWNER_ENTERS, uid)
        || (folder.uid() != uid && is(folder, FOLDER, ALL_ENTER, folder.uid()));
  }

  private static boolean opensFile(Optional<MachineFacts.Owner> file, int uid) {
    return file.isEmpty() || is(file.get(), REGULAR, OWNER_WRITES, uid);
  }

  private static boolean is(MachineFacts.Owner there, int type, int rights, int uid) {
    return (there.mode() & TYPE) == type && (there.mode() & rights) == rights && there.uid() == uid;
  }
}
