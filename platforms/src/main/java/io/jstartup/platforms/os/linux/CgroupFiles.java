package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.OsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The files of one cgroup's folder, by the kernel's cgroup-v2 document. */
final class CgroupFiles {
  private static final int O_WRONLY = 0x1;
  private static final int FOLDER_MODE = 0755;

  private CgroupFiles() {}

  /** Does nothing when it is there already. */
  static void make(String folder) throws OsException {
    if (LibC.mkdir(CString.of(folder), FOLDER_MODE) != 0 && Errno.last() != Errno.EEXIST) {
      throw Errno.exception("cannot make cgroup", folder, Errno.last());
    }
  }

  /** 0 or the error's number. */
  static int remove(String folder) {
    return LibC.rmdir(CString.of(folder)) == 0 ? 0 : Errno.last();
  }

  /** Moves this process, all its threads, into it. */
  static void enter(String folder) throws OsException {
    int errno = write(folder + "/cgroup.procs", "0");
    if (errno != 0) {
      throw Errno.exception("cannot enter cgroup", folder, errno);
    }
  }

  /** 0 or the error's number. */
  static int write(String file, String content) {
    int fd = LibC.open(CString.of(file), O_WRONLY | OpenFlags.CLOSE_ON_EXEC, 0);
    if (fd < 0) {
      return Errno.last();
    }
    byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
    int errno = LibC.write(fd, bytes, bytes.length) == bytes.length ? 0 : Errno.last();
    LibC.close(fd);
    return errno;
  }

  /** The processes directly in it; none when it is gone. Those outside of our PID namespace read as 0 and are left out. */
  static List<Integer> pids(Proc reader, String folder) {
    byte[] content = reader.read(folder + "/cgroup.procs");
    List<Integer> pids = new ArrayList<>();
    int pid = 0;
    for (byte b : content == null ? new byte[0] : content) {
      if (b >= '0') {
        pid = pid * 10 + b - '0';
      } else if (pid > 0) {
        pids.add(pid);
        pid = 0;
      }
    }
    return pids;
  }
}
