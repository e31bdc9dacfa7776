package io.jstartup.supervisor.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.platforms.os.Cgroup;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.supervisor.Await;
import io.jstartup.supervisor.loop.MonotonicClock;
import io.jstartup.supervisor.sweep.Sweep.Stop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTest {
  private static final StopPolicy PATIENT =
      new StopPolicy(StopSignal.SIGTERM, Duration.ofSeconds(10), true);

  @TempDir Path folder;
  private final OperatingSystem os = OperatingSystems.current();
  private final List<Process> started = new ArrayList<>();
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  @ParameterizedTest
  @CsvSource({
    "success,SWEEP",
    "timeout,SWEEP",
    "signal,WATCH",
    "exit-code,WATCH",
    "core-dump,WATCH",
    "watchdog,WATCH",
    "oom-kill,WATCH",
    "protocol,WATCH",
    "'',WATCH"
  })
  void sweepsAfterAStopAndWatchesAfterACrash(String result, SweepDecision decision) {
    assertEquals(decision, SweepDecision.of(result));
  }

  private FakeCgroup group(String name, String script) throws Exception {
    Process process =
        new ProcessBuilder("/bin/sh", "-c", script).directory(folder.toFile()).start();
    started.add(process);
    String ready = name + ".ready";
    Await.until(name + " is ready", () -> Files.exists(folder.resolve(ready)));
    return new FakeCgroup(name, process);
  }

  private static final String LOOP = "while :; do sleep 0.02; done";

  private boolean sweep(Stop stop, boolean successor, Cgroup... groups) throws Exception {
    return new Sweep(os, name -> stop, () -> successor, MonotonicClock.SYSTEM, log::add)
        .run(List.of(groups), time -> LockSupport.parkNanos(time.toNanos()));
  }

  @Test
  void stopsAppsByTheirOwnSignal() throws Exception {
    FakeCgroup a = group("a", "trap ': > a.done; exit' TERM; : > a.ready; " + LOOP);
    FakeCgroup b = group("b", "trap ': > b.done; exit' TERM; : > b.ready; " + LOOP);
    assertTrue(sweep(new Stop(PATIENT, false), false, a, b));
    assertTrue(Files.exists(folder.resolve("a.done")) && Files.exists(folder.resolve("b.done")));
    assertTrue(a.removed && b.removed);
    assertFalse(a.killed || b.killed);
  }

  @Test
  void killsWhatOutlivesItsTime() throws Exception {
    FakeCgroup deaf = group("deaf", "trap '' TERM; : > deaf.ready; " + LOOP);
    StopPolicy hasty = new StopPolicy(StopSignal.SIGTERM, Duration.ofMillis(200), true);
    assertTrue(sweep(new Stop(hasty, false), false, deaf));
    assertTrue(deaf.killed);
  }

  @Test
  void doesNotSignalTwice() throws Exception {
    FakeCgroup app = group("c", "trap ': > c.done; exit' TERM; : > c.ready; " + LOOP);
    StopPolicy hasty = new StopPolicy(StopSignal.SIGTERM, Duration.ofMillis(100), true);
    assertTrue(sweep(new Stop(hasty, true), false, app));
    assertFalse(Files.exists(folder.resolve("c.done")));
  }

  @Test
  void leavesEverythingToASuccessor() throws Exception {
    FakeCgroup app = group("d", "trap '' TERM; : > d.ready; " + LOOP);
    assertFalse(sweep(new Stop(PATIENT, true), true, app));
    assertTrue(app.populated());
  }

  /** Steps of 50 ms, as often as somebody sleeps. */
  private static final class SteppingTime {
    final AtomicLong now = new AtomicLong();

    Sentinel sentinel(long successorAtMillis, long downAtMillis) {
      return new Sentinel(
          () -> millis() >= successorAtMillis,
          () -> millis() >= downAtMillis,
          now::get,
          time -> now.addAndGet(time.toNanos()));
    }

    long millis() {
      return now.get() / 1_000_000;
    }
  }

  @Test
  void waitsForASuccessor() {
    SteppingTime time = new SteppingTime();
    assertFalse(time.sentinel(700, Long.MAX_VALUE).nobodyFollows());
    assertEquals(700, time.millis());
  }

  @Test
  void noticesThatTheUnitWasStopped() {
    SteppingTime time = new SteppingTime();
    assertTrue(time.sentinel(Long.MAX_VALUE, 300).nobodyFollows());
    assertTrue(time.millis() < 1000);
  }

  @Test
  void givesUpWaiting() {
    SteppingTime time = new SteppingTime();
    assertTrue(time.sentinel(Long.MAX_VALUE, Long.MAX_VALUE).nobodyFollows());
    assertEquals(Sentinel.LONGEST.toMillis(), time.millis());
  }

  /** A cgroup that holds one process of ours. */
  private static final class FakeCgroup implements Cgroup {
    private final String name;
    private final Process process;
    boolean killed;
    boolean removed;

    FakeCgroup(String name, Process process) {
      this.name = name;
      this.process = process;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<Integer> pids() {
      return process.isAlive() ? List.of((int) process.pid()) : List.of();
    }

    @Override
    public boolean populated() {
      return process.isAlive();
    }

    @Override
    public void kill() {
      killed = true;
      process.destroyForcibly();
    }

    @Override
    public boolean remove() {
      removed = true;
      return true;
    }
  }
}
