package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.Exit;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process by its pidfd. Exits of children are read by their own pid, never by {@code waitpid(-1)}, which would take the JVM's. */
final class LinuxProcess implements ManagedProcess {
  private static final int WNOHANG = 1;

  private final Proc proc;
  private final Orphans orphans;
  private final ProcessIdentity identity;
  private final boolean child;
  private int pidFd;
  private Runnable unwatch = () -> {};

  LinuxProcess(Proc proc, Orphans orphans, ProcessIdentity identity, boolean child, int pidFd) {
    this.proc = proc;
    this.orphans = orphans;
    this.identity = identity;
    this.child = child;
    this.pidFd = pidFd;
    if (child) {
      orphans.hold(identity.pid());
    }
  }

  @Override
  public ProcessIdentity identity() {
    return identity;
  }

  @Override
  public boolean child() {
    return child;
  }

  @Override
  public boolean signal(int signal) throws OsException {
    if (pidFd < 0) {
      throw new IllegalStateException("the handle on process " + identity.pid() + " is closed");
    }
    if (PidFd.signal(pidFd, signal) == 0) {
      return true;
    }
    int errno = Errno.last();
    if (errno == Errno.ESRCH) {
      return false;
    }
    throw Errno.exception("cannot send signal " + signal + " to process", name(), errno);
  }

  int pidFd() {
    return pidFd;
  }

  void watchedBy(Runnable unwatch) {
    this.unwatch = unwatch;
  }

  /** How it ended, reaped when it is a child; {@code null} while it lives. For when its pidfd is readable. */
  Exit collect() {
    if (!child) {
      return strangersExit();
    }
    int[] status = new int[1];
    int reaped = LibC.waitpid(identity.pid(), status, WNOHANG);
    if (reaped == 0) {
      return null;
    }
    return reaped > 0 ? ExitStatus.decode(status[0]) : strangersExit();
  }

  /** The kernel tells it in two places, by turns: in {@code stat} until its parent reaps it, then through the pidfd. */
  private Exit strangersExit() {
    ProcessStat stat = proc.stat(identity.pid());
    boolean here = stat != null && stat.startTime() == identity.startTime();
    if (here && stat.dead() && (stat.exitStatus() != 0 || ours())) {
      return ExitStatus.decode(stat.exitStatus());
    }
    Exit exit = PidFd.exit(pidFd);
    return exit == null ? new Exit.Unknown() : exit;
  }

  /** Whether {@code stat} tells us this process's exit status: it reads 0 where we may not know. */
  private boolean ours() {
    try {
      int uid = (int) Files.getAttribute(Path.of("/proc", name()), "unix:uid");
      return LibC.getuid() == 0 || LibC.getuid() == uid;
    } catch (IOException gone) {
      return false;
    }
  }

  private String name() {
    return Integer.toString(identity.pid());
  }

  @Override
  public void close() {
    if (pidFd < 0) {
      return;
    }
    unwatch.run();
    LibC.close(pidFd);
    pidFd = -1;
    if (child) {
      orphans.release(identity.pid());
    }
  }
}
