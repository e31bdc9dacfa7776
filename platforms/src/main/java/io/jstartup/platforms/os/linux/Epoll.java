package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.OsException;
import java.util.HashMap;
import java.util.Map;

/**
 * epoll(7), level-triggered. A source is known by a token, not by its descriptor: one that closed during a round must not hand its
 * pending event to the next owner of the same number.
 */
final class Epoll {
  static final int IN = 0x1;
  static final int OUT = 0x4;

  private static final int EPOLL_CLOEXEC = 0x80000;
  private static final int ADD = 1;
  private static final int DELETE = 2;
  private static final int MODIFY = 3;
  private static final int ROUND = 128;

  /** struct epoll_event is packed on x86-64 only. */
  private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");

  private static final int TOKEN_AT = PACKED ? 4 : 8;
  private static final int EVENT_SIZE = PACKED ? 12 : 16;

  /** What waits on a descriptor. */
  interface Source {
    /** {@code events} as epoll gives them; EPOLLERR and EPOLLHUP come unasked. */
    void ready(int events) throws OsException;
  }

  private final int fd;
  private final NativeBuffer change = new NativeBuffer(EVENT_SIZE);
  private final NativeBuffer round = new NativeBuffer(EVENT_SIZE * ROUND);
  private final Map<Long, Source> sources = new HashMap<>();
  private long lastToken;

  Epoll() throws OsException {
    fd = Errno.check(LibC.epoll_create1(EPOLL_CLOEXEC), "cannot create", "epoll");
  }

  /** Returns the source's token. */
  long add(int sourceFd, int events, Source source) throws OsException {
    long token = ++lastToken;
    control(ADD, sourceFd, events, token);
    sources.put(token, source);
    return token;
  }

  void modify(int sourceFd, int events, long token) throws OsException {
    control(MODIFY, sourceFd, events, token);
  }

  void remove(int sourceFd, long token) {
    if (sources.remove(token) != null) {
      LibC.epoll_ctl(fd, DELETE, sourceFd, change.address);
    }
  }

  private void control(int operation, int sourceFd, int events, long token) throws OsException {
    change.bytes.putInt(0, events);
    change.bytes.putLong(TOKEN_AT, token);
    int result = LibC.epoll_ctl(fd, operation, sourceFd, change.address);
    Errno.check(result, "cannot watch descriptor", Integer.toString(sourceFd));
  }

  /**
   * Waits and tells the sources; a signal that interrupts it counts as nothing happened.
   *
   * @param millis -1: no time limit
   * @return how many events there were
   */
  int await(int millis) throws OsException {
    int count = LibC.epoll_wait(fd, round.address, ROUND, millis);
    if (count < 0 && Errno.last() != Errno.EINTR) {
      throw Errno.exception("cannot wait for", "epoll", Errno.last());
    }
    for (int i = 0; i < count; i++) {
      int events = round.bytes.getInt(i * EVENT_SIZE);
      Source source = sources.get(round.bytes.getLong(i * EVENT_SIZE + TOKEN_AT));
      if (source != null) {
        source.ready(events);
      }
    }
    return Math.max(0, count);
  }

  void close() {
    sources.clear();
    LibC.close(fd);
  }
}
