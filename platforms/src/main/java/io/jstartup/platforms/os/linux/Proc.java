package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads {@code /proc}, proc(5), with few system calls and little garbage. One thread at a time. */
final class Proc {
  private static final int READ = OpenFlags.CLOSE_ON_EXEC | OpenFlags.NON_BLOCKING;

  private final NativeBuffer buffer = new NativeBuffer(16 * 1024);
  private final byte[] line = new byte[1024];
  private final StatPath statPath = new StatPath();
  private int exhausted;

  /** {@code null} when there is no such process. A zombie still has its line. */
  ProcessStat stat(int pid) {
    int fd = opened(LibC.open(statPath.of(pid), READ, 0));
    if (fd < 0) {
      return null;
    }
    int length = (int) LibC.read(fd, buffer.address, line.length);
    LibC.close(fd);
    if (length <= 0) {
      return null;
    }
    buffer.bytes.get(0, line, 0, length);
    return ProcessStat.parse(pid, line, length);
  }

  /** The process, unless it is dead. */
  ProcessIdentity identify(int pid) {
    ProcessStat stat = stat(pid);
    return stat == null || stat.dead() ? null : new ProcessIdentity(pid, stat.startTime());
  }

  /** All process ids now, in no order. */
  List<Integer> pids() {
    String[] names = new File("/proc").list();
    if (names == null) {
      exhausted = Errno.EMFILE; // Java doesn't say why; nothing else makes /proc unreadable
      return Collections.emptyList();
    }
    List<Integer> pids = new ArrayList<>(names.length);
    for (String name : names) {
      if (Character.isDigit(name.charAt(0))) {
        pids.add(Integer.parseInt(name));
      }
    }
    return pids;
  }

  /** The whole file; {@code null} when it can't be read. */
  byte[] read(String path) {
    int fd = open(path);
    if (fd < 0) {
      return null;
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    long length;
    while ((length = LibC.read(fd, buffer.address, buffer.size())) > 0) {
      content.writeBytes(buffer.copy((int) length));
    }
    LibC.close(fd);
    return length < 0 ? null : content.toByteArray();
  }

  /** What one read gives of a file; empty when it can't be read. */
  byte[] head(String path) {
    int fd = open(path);
    if (fd < 0) {
      return new byte[0];
    }
    long length = LibC.read(fd, buffer.address, buffer.size());
    LibC.close(fd);
    return buffer.copy((int) Math.max(0, length));
  }

  private int open(String path) {
    return opened(LibC.open(CString.of(path), READ, 0));
  }

  private int opened(int fd) {
    int errno = fd < 0 ? Errno.last() : 0;
    if (errno == Errno.EMFILE || errno == Errno.ENFILE || errno == Errno.ENOMEM) {
      exhausted = errno;
    }
    return fd;
  }

  /** From here on it is noted down when a file can't be opened for want of descriptors or memory. */
  void beginReading() {
    exhausted = 0;
  }

  /** Fails when that happened: what was read since is not the whole. */
  void endReading(String what) throws OsException {
    if (exhausted != 0) {
      throw Errno.exception("cannot read all of", what, exhausted);
    }
  }
}
