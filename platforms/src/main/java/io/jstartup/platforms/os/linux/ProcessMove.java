package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Moves one process into a cgroup: looks at it, moves it, and looks again, all with one pidfd that must be alive to the end. */
record ProcessMove(Proc proc, ProcessIdentity process, int owner) {

  /** Whatever root's supervisor says, it could do itself; and its apps may run as anybody. */
  private static final int ROOT = 0;

  boolean into(String cgroup) throws OsException {
    String folder =
        OwnCgroup.folder(OwnCgroup.text(proc, "/proc/self/mountinfo"), cgroup)
            .orElseThrow(() -> failure(cgroup, Errno.ENOENT, "no cgroup v2 is mounted"));
    int pidFd = PidFd.open(process.pid());
    if (pidFd < 0) {
      return false;
    }
    try {
      return move(folder, cgroup, pidFd);
    } finally {
      LibC.close(pidFd);
    }
  }

  private boolean move(String folder, String cgroup, int pidFd) throws OsException {
    ProcessStat stat = proc.stat(process.pid());
    if (stat == null || stat.dead() || stat.startTime() != process.startTime()) {
      return false;
    }
    if (owner != ROOT && !isOwners()) {
      throw failure(cgroup, Errno.EPERM, "it is not of user id " + owner);
    }
    int errno = CgroupFiles.write(folder + "/cgroup.procs", Integer.toString(process.pid()));
    if (errno == Errno.ESRCH || PidFd.signal(pidFd, 0) != 0) {
      return false;
    }
    if (errno != 0) {
      throw failure(cgroup, errno, Errno.text(errno));
    }
    return true;
  }

  /** Real, effective, saved and file system's, proc(5): a setuid program that it runs is no part of it. */
  private boolean isOwners() {
    byte[] status = proc.read("/proc/" + process.pid() + "/status");
    String text = status == null ? "" : new String(status, StandardCharsets.ISO_8859_1);
    List<String> uids =
        text.lines()
            .filter(line -> line.startsWith("Uid:"))
            .flatMap(line -> Arrays.stream(line.substring(4).trim().split("\\s+")))
            .toList();
    return uids.size() == 4 && uids.stream().allMatch(Integer.toString(owner)::equals);
  }

  private OsException failure(String cgroup, int errno, String why) {
    return new OsException("cannot move process " + process.pid() + " into", cgroup, errno, why);
  }
}
