package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.OsException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Takes a descriptor out of another process: pidfd_getfd(2), Linux 5.6; the number is the same on all architectures. The process may
 * have closed it and opened something else by that number, so only what can be nothing else is taken: a stream of two sockets without
 * names that another process has made.
 */
final class Regaining {
  private static final long PIDFD_GETFD = 438;
  private static final int SOL_SOCKET = 1;
  private static final int SO_TYPE = 3;
  private static final int SO_PEERCRED = 17;
  private static final int SOCK_STREAM = 1;
  private static final int FAMILY_ONLY = 2;
  private static final int F_SETFL = 4;
  private static final int O_NONBLOCK = 0x800;

  private Regaining() {}

  /** The descriptor, close-on-exec and the caller's. */
  static int channelOf(LinuxProcess process, int descriptor) throws OsException {
    int pid = process.identity().pid();
    String what = "the channel of pid " + pid;
    int fd = (int) LibC.syscall(PIDFD_GETFD, process.pidFd(), descriptor, 0, 0);
    Errno.check(fd, "cannot regain", what);
    if (!isEnd(fd, pid)) {
      LibC.close(fd);
      throw new OsException("cannot regain", what, 0, "it has something else there");
    }
    LibC.fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
  }

  /** Of a socket that it has under any number; empty when it has none of that inode. The descriptor is the caller's. */
  static Optional<Integer> socketOf(LinuxProcess process, long inode) throws OsException {
    int pid = process.identity().pid();
    Path descriptors = Path.of("/proc/" + pid + "/fd");
    try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
      for (Path link : all) {
        if (LinuxSharedSocket.inode(link) == inode) {
          int number = Integer.parseInt(link.getFileName().toString());
          return copy(process, number, inode);
        }
      }
    } catch (NoSuchFileException | DirectoryIteratorException e) {
      return Optional.empty(); // it has ended
    } catch (IOException e) {
      throw new OsException("cannot regain", "a socket of pid " + pid, 0, e.toString());
    }
    return Optional.empty();
  }

  private static Optional<Integer> copy(LinuxProcess process, int number, long inode)
      throws OsException {
    int fd = PidFd.descriptor(process.pidFd(), number);
    Errno.check(fd, "cannot regain", "a socket of pid " + process.identity().pid());
    if (LinuxSharedSocket.inode(Path.of("/proc/self/fd/" + fd)) == inode) {
      return Optional.of(fd);
    }
    LibC.close(fd);
    return Optional.empty();
  }

  private static boolean isEnd(int fd, int pid) {
    int[] type = {0};
    int[] maker = {0, -1, -1};
    byte[] name = new byte[128];
    int[] nameSize = {name.length};
    return LibC.getsockopt(fd, SOL_SOCKET, SO_TYPE, type, new int[] {Integer.BYTES}) == 0
        && type[0] == SOCK_STREAM
        && LibC.getpeername(fd, name, nameSize) == 0
        && nameSize[0] == FAMILY_ONLY
        && name[0] == UnixAddress.AF_UNIX
        && LibC.getsockopt(
                fd, SOL_SOCKET, SO_PEERCRED, maker, new int[] {maker.length * Integer.BYTES})
            == 0
        && maker[0] != pid;
  }
}
