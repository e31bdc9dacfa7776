package io.jstartup.platforms.os.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** {@code posix_spawn_file_actions_addclosefrom_np}: glibc 2.34, not in musl. {@link CloseOnExec} does without it. */
final class LibCCloseFrom {
  static final boolean AVAILABLE = register();

  private LibCCloseFrom() {}

  static native int posix_spawn_file_actions_addclosefrom_np(long actions, int from);

  private static boolean register() {
    try {
      Native.register(LibCCloseFrom.class, NativeLibrary.getProcess());
      return true;
    } catch (UnsatisfiedLinkError tooOld) {
      return false;
    }
  }
}
