package io.jstartup.platforms.os.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The C library's functions, one to one; their manual pages say what they do. Pointers are {@code long} addresses or arrays, sizes
 * are {@code long}: 64-bit systems only. After -1, {@link Native#getLastError} has errno of this thread's call.
 */
final class LibC {
  static {
    Native.register(LibC.class, NativeLibrary.getProcess());
  }

  private LibC() {}

  static native int getpid();

  static native int getuid();

  static native int getsid(int pid);

  static native int prctl(int option, long a, long b, long c, long d);

  static native int setsid();

  static native int umask(int mask);

  /** Of the calling thread, as setfsuid(2) and getgroups(2) are. */
  static native int setfsuid(int uid);

  static native int setfsgid(int gid);

  static native int getgid();

  static native int getgroups(int size, int[] list);

  static native int fchown(int fd, int uid, int gid);

  /** signal(2) with SIG_DFL or SIG_IGN. */
  static native long signal(int signal, long disposition);

  static native int kill(int pid, int signal);

  static native int waitpid(int pid, int[] status, int options);

  static native long sysconf(int name);

  static native int madvise(long address, long length, int advice);

  static native String strerror(int errno);

  static native long syscall(long number, long a, long b, long c, long d);

  static native int open(byte[] path, int flags, int mode);

  /** As the other one, for a path in native memory. */
  static native int open(long path, int flags, int mode);

  static native int openat(int folder, byte[] path, int flags, int mode);

  static native int access(byte[] path, int mode);

  static native int close(int fd);

  static native int mkfifo(byte[] path, int mode);

  static native int unlink(byte[] path);

  static native int mkdir(byte[] path, int mode);

  static native int rmdir(byte[] path);

  static native int fchmod(int fd, int mode);

  static native int fcntl(int fd, int command, long argument);

  static native int ioctl(int fd, long request, byte[] argument);

  static native long read(int fd, long buffer, long size);

  static native long write(int fd, long buffer, long size);

  static native long write(int fd, byte[] bytes, long size);

  static native int fallocate(int fd, int mode, long offset, long length);

  static native int setpriority(int which, int who, int nice);

  static native int eventfd(int initial, int flags);

  static native int epoll_create1(int flags);

  static native int epoll_ctl(int epoll, int operation, int fd, long event);

  static native int epoll_wait(int epoll, long events, int max, int timeoutMillis);

  static native int socket(int domain, int type, int protocol);

  static native int socketpair(int domain, int type, int protocol, int[] ends);

  static native long recvmsg(int fd, long message, int flags);

  static native long sendmsg(int fd, long message, int flags);

  static native int setsockopt(int fd, int level, int name, int[] value, int size);

  static native int getpeername(int fd, byte[] address, int[] size);

  static native int bind(int fd, byte[] address, int size);

  static native int listen(int fd, int backlog);

  static native int accept4(int fd, long address, long size, int flags);

  static native int getsockopt(int fd, int level, int name, int[] value, int[] size);

  static native int getsockname(int fd, byte[] address, int[] size);

  static native long send(int fd, long buffer, long size, int flags);

  static native long sendto(int fd, byte[] bytes, long size, int flags, byte[] address, int length);

  static native int sigemptyset(long set);

  static native int sigaddset(long set, int signal);

  static native int sigismember(long set, int signal);

  static native int sigaction(int signal, long action, long old);

  static native int sigprocmask(int how, long set, long old);

  static native int execve(long path, long argv, long environment);

  static native int posix_spawnattr_init(long attributes);

  static native int posix_spawnattr_setflags(long attributes, short flags);

  static native int posix_spawnattr_setsigdefault(long attributes, long set);

  static native int posix_spawnattr_setsigmask(long attributes, long set);

  static native int posix_spawn_file_actions_init(long actions);

  static native int posix_spawn_file_actions_destroy(long actions);

  static native int posix_spawn_file_actions_addopen(
      long actions, int fd, long path, int flags, int mode);

  static native int posix_spawn_file_actions_adddup2(long actions, int from, int to);

  static native int posix_spawn(
      long pid, long path, long actions, long attributes, long argv, long environment);
}
