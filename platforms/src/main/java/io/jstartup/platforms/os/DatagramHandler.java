package io.jstartup.platforms.os;

/** What to do with datagrams. Called on the loop's thread, from {@link Poller#await} alone. */
public interface DatagramHandler {
  /**
   * One came. Descriptors that came with it are closed once this returns.
   *
   * @param pid who sent it, by the kernel (SCM_CREDENTIALS); root may name another. 0: nobody of this pid namespace
   * @param uid that process's user; root may name another
   * @param bytes the handler's to keep; what is longer than 64 KiB is cut
   */
  void received(int pid, int uid, byte[] bytes);
}
