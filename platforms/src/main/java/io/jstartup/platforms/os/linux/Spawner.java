package io.jstartup.platforms.os.linux;

import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.ListeningSocket;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.platforms.os.SocketPair;
import io.jstartup.platforms.os.SpawnRequest;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;

/**
 * posix_spawn(3). The opaque types of {@code spawn.h} and {@code signal.h} get more room than any C library takes, so that no layout
 * matters.
 *
 * <p>The descriptors of this process are closed in the child where the C library can (glibc 2.34); elsewhere see {@link
 * CloseOnExec}. A log file that is a FIFO without a reader is an error. For one thread at a time.
 */
final class Spawner {
  private static final short POSIX_SPAWN_SETSIGDEF = 0x04;
  private static final short POSIX_SPAWN_SETSIGMASK = 0x08;
  private static final short POSIX_SPAWN_SETSID = 0x80;
  private static final int ATTRIBUTES_SIZE = 1024;
  private static final int SIGSET_SIZE = 256;
  private static final int FIRST_TO_CLOSE = 3;
  private static final int SIGKILL = 9;

  private final Proc proc;
  private final Orphans orphans;
  private final NativeBuffer attributes = new NativeBuffer(ATTRIBUTES_SIZE);
  private final NativeBuffer actions = new NativeBuffer(ATTRIBUTES_SIZE);
  private final NativeBuffer pid = new NativeBuffer(Long.BYTES);
  private final NativeBuffer devNull = new NativeBuffer(16);
  private final NativeBuffer firstGate = new NativeBuffer(64);
  private final NativeBuffer secondGate = new NativeBuffer(64);
  private final SpawnBlock block = new SpawnBlock();

  Spawner(Proc proc, Orphans orphans) {
    this.proc = proc;
    this.orphans = orphans;
    devNull.bytes.put(CString.of("/dev/null"));
    NativeBuffer set = new NativeBuffer(SIGSET_SIZE);
    check(LibC.posix_spawnattr_init(attributes.address));
    int flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID;
    check(LibC.posix_spawnattr_setflags(attributes.address, (short) flags));
    fillSignals(set);
    check(LibC.posix_spawnattr_setsigdefault(attributes.address, set.address));
    LibC.sigemptyset(set.address);
    check(LibC.posix_spawnattr_setsigmask(attributes.address, set.address));
    Reference.reachabilityFence(set);
  }

  /** All signals, the C library's own two as well: sigfillset(3) leaves these out, and what is left out stays ignored. */
  private static void fillSignals(NativeBuffer set) {
    for (int i = 0; i < SIGSET_SIZE; i++) {
      set.bytes.put(i, (byte) 0xff);
    }
  }

  LinuxProcess spawn(SpawnRequest request) throws OsException {
    return hold(child(request), request.program());
  }

  /** The pid of a new child. Another thread may hold it; nobody reaps it before. */
  int child(SpawnRequest request) throws OsException {
    block.fill(request);
    if (!LibCCloseFrom.AVAILABLE) {
      CloseOnExec.markAll();
    }
    Optional<RunAs> user = request.manner().user();
    int errno =
        user.isPresent()
            ? spawnFor(user.get(), request)
            : LibC.getuid() == 0 ? spawnAsRoot(request) : spawnBesideLogs(request);
    if (errno != 0) {
      throw SpawnFailure.explain(request, errno);
    }
    return pid.bytes.getInt(0);
  }

  /**
   * Opens the logs itself first and keeps them open meanwhile: a FIFO that nobody reads fails here, where in the child it would wait for
   * a reader and the supervisor for the child.
   */
  private int spawnBesideLogs(SpawnRequest request) throws OsException {
    int out = openLog(block.stdout);
    int errno = out < 0 ? Errno.last() : 0;
    int error = out < 0 ? -1 : openLog(block.stderr);
    errno = out >= 0 && error < 0 ? Errno.last() : errno;
    try {
      return errno != 0 ? errno : spawnBlock(request, -1, -1);
    } finally {
      closeLog(out);
      closeLog(error);
    }
  }

  /** The child gets the logs opened: by their names, it could be led elsewhere. */
  private int spawnAsRoot(SpawnRequest request) throws OsException {
    int out = OwnLog.openForChild(SpawnFailure.OUT, request.stdout());
    int error = -1;
    try {
      boolean shared = request.stdout().equals(request.stderr());
      error = shared ? -1 : OwnLog.openForChild(SpawnFailure.ERROR, request.stderr());
      return spawnBlock(request, out, error);
    } finally {
      closeLog(out);
      closeLog(error);
    }
  }

  /** The logs were opened for the user; what the child does before it executes, it may do only if the user may. */
  private int spawnFor(RunAs user, SpawnRequest request) throws OsException {
    int out = OwnedFiles.openLog(user, request.stdout());
    int error = -1;
    try {
      boolean shared = request.stdout().equals(request.stderr());
      error = shared ? -1 : OwnedFiles.openLog(user, request.stderr());
      try (FileRights rights = FileRights.of(user)) {
        UserAccess.check(user, request);
        return spawnBlock(request, out, error);
      }
    } finally {
      closeLog(out);
      closeLog(error);
    }
  }

  private static int openLog(long path) {
    int flags = OpenFlags.LOG | OpenFlags.CLOSE_ON_EXEC | OpenFlags.NON_BLOCKING;
    return LibC.open(path, flags, OpenFlags.PRIVATE_FILE);
  }

  private static void closeLog(int fd) {
    if (fd >= 0) {
      LibC.close(fd);
    }
  }

  /** With these descriptors as its logs; -1 for {@code out}: it opens them itself. */
  private int spawnBlock(SpawnRequest request, int out, int error) throws OsException {
    List<ListeningSocket> sockets = request.manner().sockets();
    OwnPid ownPid = sockets.isEmpty() ? null : OwnPid.await(block::ownPid);
    check(LibC.posix_spawn_file_actions_init(actions.address));
    try {
      if (ownPid != null) {
        waitAt(ownPid.firstGate(), firstGate);
        waitAt(ownPid.secondGate(), secondGate);
      }
      giveInput(sockets);
      if (out < 0) {
        open(1, block.stdout, OpenFlags.LOG);
      } else {
        duplicate(out, 1);
      }
      if (request.stdout().equals(request.stderr())) {
        duplicate(1, 2);
      } else if (error < 0) {
        open(2, block.stderr, OpenFlags.LOG);
      } else {
        duplicate(error, 2);
      }
      request.manner().channel().ifPresent(pair -> hand((LinuxSocketPair) pair, sockets.size()));
      check(LibCChdir.posix_spawn_file_actions_addchdir_np(actions.address, block.cwd));
      for (int i = 0; i < sockets.size(); i++) {
        duplicate(((LinuxListeningSocket) sockets.get(i)).fd(), FIRST_TO_CLOSE + i);
      }
      if (LibCCloseFrom.AVAILABLE) {
        check(
            LibCCloseFrom.posix_spawn_file_actions_addclosefrom_np(
                actions.address, FIRST_TO_CLOSE + given(request)));
      }
      int errno = spawnMasked(request.manner().umask());
      if (errno == 0 && ownPid != null) {
        checkTold(ownPid.told(), request);
      }
      return errno;
    } finally {
      if (ownPid != null) {
        ownPid.close();
      }
      LibC.posix_spawn_file_actions_destroy(actions.address);
    }
  }

  /**
   * The umask is the whole process's, so for this moment what other threads make has it too: they name the mode of all that they make,
   * and no umask that is let in takes rights from a file's owner.
   */
  private int spawnMasked(Optional<Integer> mask) {
    int own = mask.isPresent() ? LibC.umask(mask.get()) : 0;
    try {
      return LibC.posix_spawn(
          pid.address,
          block.program,
          actions.address,
          attributes.address,
          block.argv,
          block.environment);
    } finally {
      mask.ifPresent(set -> LibC.umask(own));
    }
  }

  private void waitAt(byte[] path, NativeBuffer gate) {
    gate.bytes.clear().put(path);
    open(0, gate.address, OpenFlags.READ);
  }

  /** One that was told another's pid would not use its sockets. */
  private void checkTold(int told, SpawnRequest request) throws OsException {
    int child = pid.bytes.getInt(0);
    if (told != child) {
      LibC.kill(child, SIGKILL);
      LibC.waitpid(child, new int[1], 0);
      String why = "its pid can't be told to it: /proc/PID/task/TID/children is needed";
      throw new OsException("cannot start", request.program(), Errno.ENOSYS, why);
    }
  }

  /** How many descriptors it gets beyond the three. */
  private static int given(SpawnRequest request) {
    int channel = request.manner().channel().isPresent() ? 2 : 0;
    return request.manner().sockets().size() + channel;
  }

  private void giveInput(List<ListeningSocket> sockets) {
    for (ListeningSocket socket : sockets) {
      if (socket.address().stdin()) {
        duplicate(((LinuxListeningSocket) socket).fd(), 0);
        return;
      }
    }
    open(0, devNull.address, OpenFlags.READ);
  }

  private void hand(LinuxSocketPair pair, int sockets) {
    duplicate(pair.child(), SocketPair.child(sockets));
    duplicate(pair.own(), SocketPair.copy(sockets));
  }

  private void duplicate(int fd, int as) {
    check(LibC.posix_spawn_file_actions_adddup2(actions.address, fd, as));
  }

  private void open(int fd, long path, int flags) {
    check(
        LibC.posix_spawn_file_actions_addopen(
            actions.address, fd, path, flags, OpenFlags.PRIVATE_FILE));
  }

  /** Until it is reaped, a child's pid is nobody else's, even when it is dead already. */
  LinuxProcess hold(int child, String program) throws OsException {
    if (child <= 0) { // to kill(2) that would be a group of processes
      throw new OsException("cannot start", program, Errno.ECHILD, "it has no pid");
    }
    int pidFd = PidFd.open(child);
    int errno = Errno.last();
    ProcessStat stat = proc.stat(child);
    if (pidFd >= 0 && stat != null) {
      ProcessIdentity identity = new ProcessIdentity(child, stat.startTime());
      return new LinuxProcess(proc, orphans, identity, true, pidFd);
    }
    LibC.kill(child, SIGKILL);
    LibC.waitpid(child, new int[1], 0);
    if (pidFd >= 0) {
      LibC.close(pidFd);
      throw new OsException("cannot start", program, Errno.ENOENT, "/proc cannot be read");
    }
    throw Errno.exception("cannot start", program, errno);
  }

  /** These calls fail for want of memory alone. */
  private static void check(int errno) {
    if (errno != 0) {
      throw new OutOfMemoryError("preparing a spawn: " + Errno.text(errno));
    }
  }
}
