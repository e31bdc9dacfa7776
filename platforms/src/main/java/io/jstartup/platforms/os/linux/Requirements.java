package io.jstartup.platforms.os.linux;

import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the supervisor stands on, looked for before anything else, so that a too old system is named and not half used. */
final class Requirements {
  /** Their system call numbers and constants are the generic ones, or were checked. */
  private static final Set<String> ARCHITECTURES = Set.of("amd64", "aarch64", "riscv64");

  private static final String WHAT = "cannot run a supervisor on this system";

  private Requirements() {}

  static void check() {
    String architecture = System.getProperty("os.arch");
    if (!ARCHITECTURES.contains(architecture)) {
      throw new ProblemsException(
          WHAT, "its architecture '" + architecture + "' is not among " + ARCHITECTURES, "");
    }
    List<Problem> problems = new ArrayList<>();
    checkKernel(problems);
    if (!LibCChdir.AVAILABLE) {
      String why = "its C library cannot spawn into a working directory";
      problems.add(new Problem(WHAT, why, "glibc 2.29 or musl 1.1.24 or newer is needed"));
    }
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
  }

  private static void checkKernel(List<Problem> problems) {
    int pidFd = PidFd.open(LibC.getpid());
    if (pidFd >= 0) {
      LibC.close(pidFd);
      return;
    }
    int errno = Errno.last();
    if (errno == Errno.ENOSYS || errno == Errno.EPERM) {
      problems.add(
          new Problem(
              WHAT,
              "its kernel, or the seccomp filter of its container, has no pidfd_open",
              "Linux 5.3 or newer is needed, in Docker 20.10 or newer"));
    }
  }
}
