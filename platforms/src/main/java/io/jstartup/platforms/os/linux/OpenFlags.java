package io.jstartup.platforms.os.linux;

/** Flags of open(2); the same on the architectures we run on. */
final class OpenFlags {
  private static final int O_WRONLY = 0x1;
  private static final int O_CREAT = 0x40;
  private static final int O_NOCTTY = 0x100;
  private static final int O_APPEND = 0x400;

  private static final int O_EXCL = 0x80;

  static final int READ = 0;
  static final int READ_WRITE = 0x2;
  static final int NO_FOLLOW = "aarch64".equals(System.getProperty("os.arch")) ? 0x8000 : 0x20000;
  static final int DIRECTORY = "aarch64".equals(System.getProperty("os.arch")) ? 0x4000 : 0x10000;
  static final int APPEND = O_APPEND;
  static final int NON_BLOCKING = 0x800;
  static final int CLOSE_ON_EXEC = 0x80000;

  /** A session leader would make a terminal that it opens its own: never. */
  static final int LOG = O_WRONLY | O_CREAT | O_APPEND | O_NOCTTY;

  static final int EXISTING_LOG = LOG & ~O_CREAT;
  static final int NEW_LOG = LOG | O_EXCL;

  static final int PRIVATE_FILE = 0600;

  private OpenFlags() {}
}
