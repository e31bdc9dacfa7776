package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.OsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** {@code struct sockaddr_un}, unix(7): a path, or {@code @name} for an abstract one. */
final class UnixAddress {
  static final int AF_UNIX = 1;
  private static final int FAMILY_SIZE = 2;

  /** 108 bytes with the NUL. */
  private static final int LONGEST_PATH = 107;

  private UnixAddress() {}

  /** Exactly as long as the address is: in an abstract one each byte counts. */
  static byte[] of(String address) throws OsException {
    byte[] name = CString.encode(address);
    if (name.length > LONGEST_PATH) {
      String reason = "its path has " + name.length + " bytes, a socket's at most " + LONGEST_PATH;
      throw new OsException("cannot use socket", address, Errno.ENAMETOOLONG, reason);
    }
    boolean isAbstract = address.startsWith("@");
    byte[] bytes = new byte[FAMILY_SIZE + name.length + (isAbstract ? 0 : 1)];
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putShort(0, (short) AF_UNIX);
    System.arraycopy(name, 0, bytes, FAMILY_SIZE, name.length);
    if (isAbstract) {
      bytes[FAMILY_SIZE] = 0;
    }
    return bytes;
  }
}
