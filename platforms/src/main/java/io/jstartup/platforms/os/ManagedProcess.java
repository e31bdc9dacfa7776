package io.jstartup.platforms.os;

/**
 * A live handle on one process, held by pidfd where the kernel has it, so that a signal can never reach a stranger who got the same
 * pid. Owned by the loop's thread; {@link #close} gives up the handle and leaves the process alone.
 */
public interface ManagedProcess extends AutoCloseable {
  ProcessIdentity identity();

  /** Whether we started it, so that its exit status will be known. */
  boolean child();

  /**
   * Sends a signal to this process alone.
   *
   * @return false when it is gone already
   */
  boolean signal(int signal) throws OsException;

  @Override
  void close();
}
