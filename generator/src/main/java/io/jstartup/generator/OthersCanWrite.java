package io.jstartup.generator;

import io.jstartup.model.hook.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Finds a program that a third user could swap: somebody who is neither root nor the one it will run as. */
final class OthersCanWrite {
  private final Machine machine;
  private final Account account;

  OthersCanWrite(Machine machine, Account account) {
    this.machine = machine;
    this.account = account;
  }

  /** What to tell the reader about this program; empty when nobody else can write it or a folder above it. */
  Optional<String> warning(Path program) {
    try {
      Path end = machine.at(Path.of("/")).toRealPath();
      Path place = machine.at(program).toRealPath();
      for (; place != null && place.startsWith(end); place = place.getParent()) {
        if (isOpen(place)) {
          return Optional.of(
              "another user than '"
                  + account.name()
                  + "' can replace '"
                  + program
                  + "', which would run as '"
                  + account.name()
                  + "': see the owner and mode of '"
                  + place
                  + "'");
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("cannot tell who may replace '" + program + "': " + e.getMessage());
    }
  }

  /** The sticky bit lets only owners rename; the group that has the user's own number is taken for the user's private one. */
  private boolean isOpen(Path place) throws IOException {
    int owner = (Integer) Files.getAttribute(place, "unix:uid");
    int group = (Integer) Files.getAttribute(place, "unix:gid");
    boolean sticky = ((Integer) Files.getAttribute(place, "unix:mode") & 01000) != 0;
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(place);
    boolean foreignOwner = owner != 0 && owner != account.uid();
    boolean openGroup =
        mode.contains(PosixFilePermission.GROUP_WRITE) && group != 0 && group != account.gid();
    boolean openToAll = mode.contains(PosixFilePermission.OTHERS_WRITE) && !sticky;
    return foreignOwner || openGroup || openToAll;
  }
}
