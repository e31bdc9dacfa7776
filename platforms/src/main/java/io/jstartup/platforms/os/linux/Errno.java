package io.jstartup.platforms.os.linux;

import com.sun.jna.Native;
import io.jstartup.platforms.os.OsException;
import java.util.Locale;

/** Error numbers, errno(3); the same on all architectures we run on. */
final class Errno {
  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int ESRCH = 3;
  static final int EINTR = 4;
  static final int ENXIO = 6;
  static final int E2BIG = 7;
  static final int ENOEXEC = 8;
  static final int EBADF = 9;
  static final int ECHILD = 10;
  static final int EAGAIN = 11;
  static final int ENOMEM = 12;
  static final int EACCES = 13;
  static final int EBUSY = 16;
  static final int EEXIST = 17;
  static final int ENODEV = 19;
  static final int ENOTDIR = 20;
  static final int EISDIR = 21;
  static final int EINVAL = 22;
  static final int ENFILE = 23;
  static final int EMFILE = 24;
  static final int ENOSPC = 28;
  static final int EROFS = 30;
  static final int ENAMETOOLONG = 36;
  static final int ENOSYS = 38;
  static final int ELOOP = 40;
  static final int EAFNOSUPPORT = 97;
  static final int EADDRINUSE = 98;
  static final int EADDRNOTAVAIL = 99;

  private Errno() {}

  /** This thread's last error number. */
  static int last() {
    return Native.getLastError();
  }

  /** {@code permission denied}. */
  static String text(int errno) {
    String text = LibC.strerror(errno);
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  static OsException exception(String call, String object, int errno) {
    return new OsException(call, object, errno, text(errno));
  }

  /** The result, unless it is -1: then what the call failed with. */
  static int check(int result, String call, String object) throws OsException {
    if (result == -1) {
      throw exception(call, object, last());
    }
    return result;
  }
}
