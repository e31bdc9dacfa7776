package io.jstartup.platforms.os.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** {@code malloc_trim(3)} of glibc; musl, which keeps less, has none. */
final class LibCMallocTrim {
  private static final boolean AVAILABLE = register();

  private LibCMallocTrim() {}

  /** Gives freed pages of the C heap back to the kernel; nothing where the C library can't. */
  static void trim() {
    if (AVAILABLE) {
      malloc_trim(0);
    }
  }

  private static native int malloc_trim(long pad);

  private static boolean register() {
    try {
      Native.register(LibCMallocTrim.class, NativeLibrary.getProcess());
      return true;
    } catch (UnsatisfiedLinkError notThere) {
      return false;
    }
  }
}
