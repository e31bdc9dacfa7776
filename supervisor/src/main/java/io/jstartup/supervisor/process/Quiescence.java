package io.jstartup.supervisor.process;

import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.supervisor.loop.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells when a stop is complete: when a reading after the last known death finds nobody, so that what was forked meanwhile isn't
 * missed; whom a reading finds is signalled and waited for. Stops that seem to be done share a reading of the process table.
 */
final class Quiescence {
  /** Deaths that follow each other so closely share one reading, */
  private static final Duration GATHER = Duration.ofMillis(4);

  /** for as long as this. */
  private static final Duration GATHER_LONGEST = Duration.ofMillis(80);

  /** Before what could not be told is read again: descriptors come free as processes end. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  /** The same for a stop that was given up: nobody waits for it. */
  private static final Duration LOOK_AGAIN_LATER = Duration.ofSeconds(1);

  /** Readings take a fifth of the time at most, however many processes there are. */
  private static final int READING_SHARE = 4;

  /** So often a doubt is worth another reading: what causes it lasts microseconds or is no process of ours. */
  private static final int MOST_DOUBTS = 3;

  private final Supervision supervision;
  private final OperatingSystem os;
  private final String home;
  private final StopMembers members;
  private final Consumer<StopRun> onQuiet;
  private List<StopRun> quiet = new ArrayList<>();
  private Timer gathering;
  private long gatheringNanos;
  private long readingNanos;
  private long readAtNanos;

  /** @param onQuiet hears of each stop that is complete */
  Quiescence(
      Supervision supervision,
      OperatingSystem os,
      String home,
      StopMembers members,
      Consumer<StopRun> onQuiet) {
    this.supervision = supervision;
    this.os = os;
    this.home = home;
    this.members = members;
    this.onQuiet = onQuiet;
  }

  /** Reads soon who is there, if nobody that is waited for is; nothing when it is not yet time for that. */
  void check(StopRun run) {
    if (run.checking || !run.toBeRead() || run.instance.stopRun != run) {
      return;
    }
    if (!run.instance.app().stop().tree()) {
      if (run.quiet()) {
        onQuiet.accept(run);
      }
      return;
    }
    run.checking = true;
    quiet.add(run);
    if (quiet.size() == 1) {
      gatheringNanos = supervision.now();
    } else if (supervision.now() - gatheringNanos > GATHER_LONGEST.toNanos()) {
      return;
    } else {
      gathering.cancel();
    }
    gathering = supervision.loop().after(pause(run), this::read);
  }

  private Duration pause(StopRun run) {
    Duration least = run.missed || run.doubts > 0 ? LOOK_AGAIN : GATHER;
    Duration share =
        Duration.ofNanos(readAtNanos + READING_SHARE * readingNanos - supervision.now());
    return share.compareTo(least) > 0 ? share : least;
  }

  /** One reading for all that seem to be done. */
  private void read() {
    List<StopRun> runs = quiet;
    quiet = new ArrayList<>();
    Roster roster = new Roster(os, home);
    long began = supervision.now();
    for (StopRun run : runs) {
      run.checking = false;
      StopPolicy policy = run.instance.app().stop();
      members.watch(
          run,
          roster,
          run.course.killed() ? StopSignal.SIGKILL.number() : policy.signal().number());
      if (!run.toBeRead() || run.instance.stopRun != run) {
        continue;
      }
      if (run.missed && run.course.isGivenUp()) {
        run.deadline = supervision.loop().after(LOOK_AGAIN_LATER, () -> check(run));
      } else if (run.missed || inDoubt(run, roster)) {
        check(run);
      } else {
        onQuiet.accept(run);
      }
    }
    readAtNanos = supervision.now();
    readingNanos = readAtNanos - began;
  }

  private boolean inDoubt(StopRun run, Roster roster) {
    try {
      return roster.doubtful(run.instance) && ++run.doubts <= MOST_DOUBTS;
    } catch (OsException e) {
      return true;
    }
  }
}
