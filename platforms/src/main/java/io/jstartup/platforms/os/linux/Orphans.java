package io.jstartup.platforms.os.linux;

import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Children of this process that it never started: as a subreaper, prctl(2), it gets the orphans among its descendants, and somebody
 * must reap them. Each is reaped by its own pid, so that nobody else's exit status is taken.
 */
final class Orphans {
  private static final int PR_SET_CHILD_SUBREAPER = 36;
  private static final int WNOHANG = 1;

  private final Proc proc;
  private final int self = LibC.getpid();

  /** Children whose end a handle tells, with how many handles there are. */
  private final Map<Integer, Integer> held = new HashMap<>();

  Orphans(Proc proc) {
    this.proc = proc;
  }

  boolean adopt() {
    return LibC.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0;
  }

  void hold(int pid) {
    held.merge(pid, 1, Integer::sum);
  }

  void release(int pid) {
    held.computeIfPresent(pid, (same, handles) -> handles == 1 ? null : handles - 1);
  }

  int reap() {
    int reaped = 0;
    int session = LibC.getsid(0);
    for (int pid : children()) {
      ProcessStat stat = held.containsKey(pid) ? null : proc.stat(pid);
      boolean orphan = stat != null && stat.parent() == self && stat.session() != session;
      if (orphan && stat.dead() && LibC.waitpid(pid, new int[1], WNOHANG) == pid) {
        reaped++;
      }
    }
    return reaped;
  }

  /** Each belongs to the thread that forked it; orphans to the first one. */
  private List<Integer> children() {
    String[] threads = new File("/proc/self/task").list();
    List<Integer> children = new ArrayList<>();
    for (String thread : threads == null ? new String[0] : threads) {
      byte[] pids = proc.read("/proc/self/task/" + thread + "/children");
      if (pids == null && new File("/proc/self/task/" + thread).exists()) {
        return proc.pids(); // a kernel without CONFIG_PROC_CHILDREN
      }
      addNumbers(pids, children);
    }
    return children;
  }

  /** Each has a blank behind it. */
  private static void addNumbers(byte[] text, List<Integer> numbers) {
    int number = 0;
    for (byte b : text == null ? new byte[0] : text) {
      if (b >= '0') {
        number = number * 10 + b - '0';
      } else {
        numbers.add(number);
        number = 0;
      }
    }
  }
}
