package io.jstartup.platforms.os.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** {@code posix_spawn_file_actions_addchdir_np}: glibc 2.29, musl 1.1.24. Without it nothing is spawned. */
final class LibCChdir {
  static final boolean AVAILABLE = register();

  private LibCChdir() {}

  static native int posix_spawn_file_actions_addchdir_np(long actions, long path);

  private static boolean register() {
    try {
      Native.register(LibCChdir.class, NativeLibrary.getProcess());
      return true;
    } catch (UnsatisfiedLinkError tooOld) {
      return false;
    }
  }
}
