package io.jstartup.platforms.os.linux;

import java.lang.ref.Reference;

/**
 * sendmsg(2) with one descriptor, SCM_RIGHTS. {@code struct msghdr} and {@code struct cmsghdr} are laid out by the kernel for 64-bit
 * systems: every C library passes them on as they are.
 */
final class DescriptorMessage {
  private static final int IOV_AT = 16;
  private static final int IOV_COUNT_AT = 24;
  private static final int CONTROL_AT = 32;
  private static final int CONTROL_SIZE_AT = 40;
  private static final int HEADER_SIZE = 56;
  private static final int IOV_SIZE = 16;
  private static final int CMSG_HEADER = 16;
  private static final int CMSG_SPACE = 24;
  private static final int SOL_SOCKET = 1;
  private static final int SCM_RIGHTS = 1;

  private static final NativeBuffer HEADER = new NativeBuffer(HEADER_SIZE + IOV_SIZE);
  private static final NativeBuffer CONTROL = new NativeBuffer(CMSG_SPACE);

  private DescriptorMessage() {}

  /** As send(2), with the descriptor beside the first byte. For the loop's thread. */
  static long send(int fd, long bytes, long length, int descriptor, int flags) {
    return send(fd, 0, 0, bytes, length, descriptor, flags);
  }

  /** As sendto(2) of a datagram, likewise. */
  static long sendTo(int fd, byte[] target, byte[] bytes, int descriptor, int flags) {
    NativeBuffer memory = new NativeBuffer(target.length + bytes.length);
    memory.bytes.put(0, target).put(target.length, bytes);
    long text = memory.address + target.length;
    long sent = send(fd, memory.address, target.length, text, bytes.length, descriptor, flags);
    Reference.reachabilityFence(memory);
    return sent;
  }

  private static long send(
      int fd, long target, int targetSize, long bytes, long length, int descriptor, int flags) {
    CONTROL.bytes.putLong(0, CMSG_HEADER + Integer.BYTES);
    CONTROL.bytes.putInt(8, SOL_SOCKET).putInt(12, SCM_RIGHTS).putInt(CMSG_HEADER, descriptor);
    HEADER.bytes.putLong(0, target).putLong(Long.BYTES, targetSize);
    HEADER.bytes.putLong(IOV_AT, HEADER.address + HEADER_SIZE).putLong(IOV_COUNT_AT, 1);
    HEADER.bytes.putLong(CONTROL_AT, CONTROL.address).putLong(CONTROL_SIZE_AT, CMSG_SPACE);
    HEADER.bytes.putLong(HEADER_SIZE - Long.BYTES, 0);
    HEADER.bytes.putLong(HEADER_SIZE, bytes).putLong(HEADER_SIZE + Long.BYTES, length);
    return LibC.sendmsg(fd, HEADER.address, flags);
  }
}
