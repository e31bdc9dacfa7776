package io.jstartup.platforms.os.linux;

import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.SpawnRequest;
import java.lang.ref.Reference;

/** Whether a user may enter an app's folder and execute its program; said before anything is started. */
final class UserAccess {
  /** faccessat2(2), Linux 5.8: unlike access(2) it goes by the rights to files. The number is the same on all architectures. */
  private static final long FACCESSAT2 = 439;

  private static final int AT_FDCWD = -100;
  private static final int AT_EACCESS = 0x200;
  private static final int X_OK = 1;

  private UserAccess() {}

  /** With the {@link FileRights} of that user. Passes when the kernel can't tell. */
  static void check(RunAs user, SpawnRequest request) throws OsException {
    check("cannot enter working directory as user " + user.uid(), request.cwd() + "/");
    check("cannot execute as user " + user.uid(), request.program());
  }

  private static void check(String what, String path) throws OsException {
    byte[] bytes = CString.of(path);
    NativeBuffer memory = new NativeBuffer(bytes.length);
    memory.bytes.put(bytes);
    long result = LibC.syscall(FACCESSAT2, AT_FDCWD, memory.address, X_OK, AT_EACCESS);
    int errno = Errno.last();
    Reference.reachabilityFence(memory);
    if (result != 0 && errno != Errno.ENOSYS) {
      throw Errno.exception(what, path, errno);
    }
  }
}
