package io.jstartup.platforms.os.linux;

import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Signals that wait while one program takes another's place in the same process. A signal that is blocked stays pending through
 * execve(2), but a JVM unblocks those that end it long before it catches them, unless it finds them ignored; and one that is blocked
 * waits though it is ignored, signal(7). So they are both. SIGUSR2 is a JVM's own, which it takes and drops: it is here because it would end
 * a program that is no JVM yet. On the thread that executes.
 */
final class HeldSignals {
  private static final int SIGHUP = 1;
  private static final int SIGINT = 2;
  private static final int SIGUSR2 = 12;
  private static final int SIGTERM = 15;
  private static final List<Integer> ALL = List.of(SIGHUP, SIGINT, SIGUSR2, SIGTERM);

  private static final long SIG_DFL = 0;
  private static final long SIG_IGN = 1;
  private static final int SIG_BLOCK = 0;
  private static final int SIG_UNBLOCK = 1;
  private static final int SIG_SETMASK = 2;

  /** More than any C library's sigset_t or struct sigaction has. */
  private static final int SIZE = 256;

  private final NativeBuffer maskBefore = new NativeBuffer(SIZE);
  private final Map<Integer, NativeBuffer> actionsBefore =
      ALL.stream().collect(Collectors.toMap(signal -> signal, signal -> new NativeBuffer(SIZE)));

  /** No other signal is blocked from now on: the JVM blocks SIGQUIT, and that is not to reach the new program. */
  void hold() {
    NativeBuffer mask = of(ALL);
    LibC.sigprocmask(SIG_SETMASK, mask.address, maskBefore.address);
    actionsBefore.forEach(
        (signal, before) -> {
          LibC.sigaction(signal, 0, before.address);
          LibC.signal(signal, SIG_IGN);
        });
    Reference.reachabilityFence(mask);
  }

  /** As it was before {@link #hold}. */
  void release() {
    actionsBefore.forEach((signal, before) -> LibC.sigaction(signal, before.address, 0));
    LibC.sigprocmask(SIG_SETMASK, maskBefore.address, 0);
  }

  /**
   * In the new program: those that waited come as soon as this has set up who catches them. One that isn't blocked was not held, and what
   * this process was started to do with it stays, as nohup(1) wants.
   */
  static <T> T admit(Supplier<T> catching) {
    NativeBuffer before = new NativeBuffer(SIZE);
    LibC.sigprocmask(SIG_BLOCK, 0, before.address);
    List<Integer> held =
        ALL.stream().filter(signal -> LibC.sigismember(before.address, signal) == 1).toList();
    held.forEach(signal -> LibC.signal(signal, SIG_DFL)); // no JVM catches what it finds ignored
    T result = catching.get();
    NativeBuffer mask = of(held);
    LibC.sigprocmask(SIG_UNBLOCK, mask.address, 0);
    Reference.reachabilityFence(mask);
    Reference.reachabilityFence(before);
    return result;
  }

  private static NativeBuffer of(List<Integer> signals) {
    NativeBuffer mask = new NativeBuffer(SIZE);
    LibC.sigemptyset(mask.address);
    signals.forEach(signal -> LibC.sigaddset(mask.address, signal));
    return mask;
  }
}
