package io.jstartup.platforms.os;

import java.io.File;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Run by hand, as a unit with {@code Delegate=yes} on cgroup v2: what it costs to start an app in a cgroup of its own, by moving
 * ourselves there or by a shell that moves itself and becomes the app. Microseconds of one spawn; argument: how many.
 */
public final class CgroupSpawnCost {
  private static final PrintStream OUT = System.out;

  private final OperatingSystem os = OperatingSystems.current();
  private final CgroupTree tree = os.delegatedCgroup().orElseThrow();
  private final List<ManagedProcess> started = new ArrayList<>();
  private final int count;

  private CgroupSpawnCost(int count) {
    this.count = count;
  }

  public static void main(String[] args) throws Exception {
    startThreads();
    CgroupSpawnCost cost = new CgroupSpawnCost(Integer.parseInt(args[0]));
    cost.tree.enterSupervisorGroup();
    for (int round = 0; round < 4; round++) {
      OUT.println("round " + round + (round == 0 ? " (warm-up)" : ""));
      cost.measure("no cgroup", i -> cost.start(Optional.empty(), List.of("/bin/sleep", "600")));
      cost.measure("self-migration, whole batch", i -> cost.startIn(i, false));
      cost.measure("self-migration, back each time", i -> cost.startIn(i, true));
      cost.measure("sh trampoline", cost::startByShell);
    }
  }

  private interface Start {
    void one(int i) throws OsException;
  }

  private void measure(String what, Start start) throws OsException {
    long[] micros = new long[count];
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long from = System.nanoTime();
      start.one(i);
      micros[i] = (System.nanoTime() - from) / 1000;
    }
    tree.enterSupervisorGroup();
    long all = (System.nanoTime() - begin) / 1_000_000;
    Arrays.sort(micros);
    OUT.printf(
        "%-32s median %5d us, p90 %5d, max %6d; all %d in %d ms; %d in their own cgroup%n",
        what, micros[count / 2], micros[count * 9 / 10], micros[count - 1], count, all, inOwn());
    end();
  }

  private void start(Optional<Cgroup> cgroup, List<String> argv) throws OsException {
    SpawnRequest plain = Spawned.request(argv);
    started.add(
        os.spawn(
            new SpawnRequest(
                argv.get(0), argv, plain.environment(), "/", "/dev/null", "/dev/null", cgroup)));
  }

  private void startIn(int i, boolean back) throws OsException {
    start(Optional.of(tree.app("app-" + i)), List.of("/bin/sleep", "600"));
    if (back) {
      tree.enterSupervisorGroup();
    }
  }

  private void startByShell(int i) throws OsException {
    // made here as the supervisor would; left again for the shell to enter
    String folder = System.getProperty("cgroup") + "/app-" + i;
    new File(folder).mkdir();
    String script = "echo 0 >\"$0/cgroup.procs\"; exec \"$@\"";
    start(Optional.empty(), List.of("/bin/sh", "-c", script, folder, "/bin/sleep", "600"));
  }

  private long inOwn() throws OsException {
    long found = 0;
    for (int i = 0; i < count; i++) {
      List<Integer> own = List.of(started.get(i).identity().pid());
      found += tree.app("app-" + i).pids().equals(own) ? 1 : 0;
    }
    return found;
  }

  private void end() throws OsException {
    try (Poller poller = os.poller()) {
      for (ManagedProcess process : started) {
        process.signal(9);
        Exits.await(poller, process);
        process.close();
      }
    }
    started.clear();
    for (Cgroup app : tree.apps()) {
      app.remove();
    }
  }

  /** As many threads as a supervisor's JVM has, and a few more. */
  private static void startThreads() {
    for (int i = 0; i < 5; i++) {
      Thread thread = new Thread(LockSupport::park);
      thread.setDaemon(true);
      thread.start();
    }
  }
}
