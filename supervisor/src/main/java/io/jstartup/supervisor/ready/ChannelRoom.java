package io.jstartup.supervisor.ready;

import java.util.Collection;

/** How much may wait in the channels of all apps together: whoever doesn't read, or never ends a line, must not fill the heap. */
final class ChannelRoom {
  /** So many bytes each may always have. */
  static final int FREE = 64 << 10;

  private static final long MOST_EACH = 4L << 20;
  private static final long MOST_TOGETHER = 16L << 20;

  private final Collection<Channel> open;

  /** @param open those that are, at any time */
  ChannelRoom(Collection<Channel> open) {
    this.open = open;
  }

  /** Whether it may hold so many bytes in all. */
  boolean lets(Channel channel, long bytes) {
    if (bytes <= FREE) {
      return true;
    }
    long others = open.stream().filter(other -> other != channel).mapToLong(Channel::held).sum();
    return bytes <= MOST_EACH && others + bytes <= MOST_TOGETHER;
  }
}
