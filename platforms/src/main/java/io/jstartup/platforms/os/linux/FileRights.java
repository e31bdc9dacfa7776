package io.jstartup.platforms.os.linux;

import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.OsException;
import java.lang.ref.Reference;

/**
 * A user's rights to files, for this thread alone and until it is closed: setfsuid(2), setfsgid(2) and the bare system call setgroups,
 * which the C library would make for all threads. Signals and credentials of processes are not touched. For root.
 */
final class FileRights implements AutoCloseable {
  private static final long SETGROUPS = "amd64".equals(System.getProperty("os.arch")) ? 116 : 159;
  private static final int NO_CHANGE = -1;
  private static final int MOST_GROUPS = 65_536;

  private final int[] groups = ownGroups();

  private FileRights() {}

  static FileRights of(RunAs user) throws OsException {
    FileRights rights = new FileRights();
    int[] groups = user.groups().stream().mapToInt(Integer::intValue).toArray();
    try {
      setGroups(groups);
      LibC.setfsgid(user.gid());
      LibC.setfsuid(user.uid());
      if (LibC.setfsuid(NO_CHANGE) != user.uid() || LibC.setfsgid(NO_CHANGE) != user.gid()) {
        throw Errno.exception("cannot open files as user", "" + user.uid(), Errno.EPERM);
      }
      return rights;
    } catch (OsException e) {
      rights.close();
      throw e;
    }
  }

  private static int[] ownGroups() {
    int[] list = new int[MOST_GROUPS];
    int count = LibC.getgroups(list.length, list);
    return java.util.Arrays.copyOf(list, Math.max(0, count));
  }

  private static void setGroups(int[] groups) throws OsException {
    NativeBuffer list = new NativeBuffer(Math.max(1, groups.length) * Integer.BYTES);
    for (int i = 0; i < groups.length; i++) {
      list.bytes.putInt(i * Integer.BYTES, groups[i]);
    }
    long result = LibC.syscall(SETGROUPS, groups.length, list.address, 0, 0);
    int errno = Errno.last();
    Reference.reachabilityFence(list);
    if (result != 0) {
      throw Errno.exception("cannot set", "the groups of a user", errno);
    }
  }

  /** Back to the supervisor's own. A supervisor that is left with another's rights must not go on. */
  @Override
  public void close() {
    LibC.setfsuid(LibC.getuid());
    LibC.setfsgid(LibC.getgid());
    try {
      setGroups(groups);
    } catch (OsException e) {
      throw new IllegalStateException(e);
    }
  }
}
