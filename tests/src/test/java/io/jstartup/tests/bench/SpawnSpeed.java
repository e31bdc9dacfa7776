package io.jstartup.tests.bench;

import io.jstartup.platforms.os.Cgroup;
import io.jstartup.platforms.os.CgroupTree;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.SpawnRequest;
import io.jstartup.platforms.os.SpawnResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Spawns sleeps as the supervisor does. Reads lines {@code N} and answers each with the microseconds that N spawns took; the sleeps are
 * ended before the answer. {@code -N} spawns too, and is answered with how long it took to read what they use. Arguments: the log file; and {@code cgroups} when each is to have a cgroup of its own.
 */
final class SpawnSpeed {
  private static final List<String> SLEEP = List.of("/bin/sleep", "86397");
  private static final int READINGS = 21;

  private final OperatingSystem os = OperatingSystems.current();
  private final String log;
  private final Optional<CgroupTree> tree;
  private final List<ManagedProcess> started = new ArrayList<>();
  private int ended;

  private SpawnSpeed(String log, boolean cgroups) throws OsException {
    this.log = log;
    this.tree = cgroups ? os.delegatedCgroup() : Optional.empty();
    if (cgroups) {
      tree.orElseThrow().enterSupervisorGroup();
    }
  }

  public static void main(String[] args) throws Exception {
    SpawnSpeed speed = new SpawnSpeed(args[0], args.length > 1);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      int count = Integer.parseInt(line);
      System.out.println(count < 0 ? speed.reading(-count) : speed.round(count));
    }
  }

  /** The median of many, when all have begun and wait: what is asked is what it costs to look at apps that run. */
  private long reading(int count) throws OsException, IOException, InterruptedException {
    start(count);
    List<Integer> pids = started.stream().map(process -> process.identity().pid()).toList();
    Thread.sleep(200);
    long[] taken = new long[READINGS];
    for (int i = 0; i < READINGS; i++) {
      long begin = System.nanoTime();
      os.usage(pids);
      taken[i] = (System.nanoTime() - begin) / 1000;
    }
    end();
    Arrays.sort(taken);
    return taken[READINGS / 2];
  }

  private long round(int count) throws OsException, IOException {
    long begin = System.nanoTime();
    start(count);
    long taken = (System.nanoTime() - begin) / 1000;
    end();
    return taken;
  }

  private void start(int count) throws OsException {
    List<SpawnRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(
          request(tree.isPresent() ? Optional.of(tree.get().app("app-" + i)) : Optional.empty()));
    }
    for (SpawnResult result : os.spawnAll(requests)) {
      started.add(result.process().orElseThrow(() -> new AssertionError(result.failure())));
    }
    if (tree.isPresent()) {
      tree.get().enterSupervisorGroup();
    }
  }

  private SpawnRequest request(Optional<Cgroup> group) {
    List<String> environment = List.of("PATH=/usr/bin:/bin");
    return new SpawnRequest(SLEEP.get(0), SLEEP, environment, "/", log, log, group);
  }

  private void end() throws OsException, IOException {
    ended = 0;
    try (Poller poller = os.poller()) {
      for (ManagedProcess process : started) {
        poller.watchExit(process, exit -> ended++);
        process.signal(9);
      }
      while (ended < started.size()) {
        poller.await(null);
      }
    }
    started.forEach(ManagedProcess::close);
    started.clear();
    if (tree.isPresent()) {
      for (Cgroup app : tree.get().apps()) {
        app.remove();
      }
    }
  }
}
