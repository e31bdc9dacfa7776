package io.jstartup.supervisor.live;

import io.jstartup.model.HomeLayout;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a supervisor that died without a chance to say so left, for a client to know whether a successor is needed. Loads nothing
 * native, and is only a look: a successor finds more, and adopts.
 */
public final class LeftBehind {
  private static final int START_TIME = 22;
  private static final int INIT = 1;

  private LeftBehind() {}

  /**
   * Whether the home's live state is of this boot and lists anything that a successor is to list again: what runs, and, unless everything
   * was being stopped, also what doesn't. False when that can't be told.
   */
  public static boolean lists(HomeLayout home) {
    return left(home).filter(live -> !live.ending() || runs(live)).isPresent();
  }

  /** Whether an app that the home's live state names still runs; false when that can't be told. */
  public static boolean runs(HomeLayout home) {
    return left(home).filter(LeftBehind::runs).isPresent();
  }

  /** An orderly end leaves none. */
  private static Optional<LiveState> left(HomeLayout home) {
    return ofThisBoot(home).filter(live -> !live.instances().isEmpty());
  }

  /** After a power cut a live state is there too, and its numbers are others'. */
  private static Optional<LiveState> ofThisBoot(HomeLayout home) {
    if (!Files.isReadable(home.liveState())) {
      return Optional.empty();
    }
    try {
      String boot = bootId();
      return LiveState.load(home.liveState())
          .filter(live -> live.boot().bootId().equals(boot))
          .filter(live -> ofThisInit(live.boot().initStartTime()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String bootId() throws IOException {
    try {
      return OperatingSystems.isPortable()
          ? OperatingSystems.current().boot().bootId()
          : Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim();
    } catch (OsException e) {
      throw new IOException(e);
    }
  }

  /** A container that was started again is in the boot it was in before; where PID 1 is hidden, the successor can tell. */
  private static boolean ofThisInit(long recorded) {
    return recorded == 0 || isHidden(INIT) || lives(INIT, recorded);
  }

  private static boolean isHidden(int pid) {
    return OperatingSystems.isPortable() ? ProcessHandle.of(pid).isEmpty() : startTime(pid) == 0;
  }

  /** Whether the process that has this pid is the one that began then. */
  private static boolean lives(int pid, long began) {
    try {
      return OperatingSystems.isPortable()
          ? OperatingSystems.current().adopt(new ProcessIdentity(pid, began)).isPresent()
          : began == startTime(pid);
    } catch (OsException e) {
      return false;
    }
  }

  private static boolean runs(LiveState live) {
    return live.instances().stream().anyMatch(LeftBehind::runs);
  }

  /** Whether that home's supervisor was the one of a boot hook, so that its init system starts the successor. */
  public static boolean hooked(HomeLayout home) {
    try {
      return LiveState.load(home.liveState()).filter(LiveState::hooked).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the supervisor that gave way to that one lives, and may come back for the apps. */
  public static boolean awaited(HomeLayout home) {
    return ofThisBoot(home)
        .flatMap(LiveState::standby)
        .filter(standby -> lives(standby.pid(), standby.startTime()))
        .isPresent();
  }

  private static boolean runs(LiveInstance instance) {
    LiveRun run = instance.run();
    return run != null && run.startTime() != 0 && lives(run.past().pid(), run.startTime());
  }

  /** In clock ticks after boot, proc(5); 0 when there is no such process, or it is dead and only not reaped yet. */
  private static long startTime(int pid) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc/" + pid + "/stat"));
      String line = new String(bytes, StandardCharsets.ISO_8859_1);
      String[] afterName = line.substring(line.lastIndexOf(')') + 2).split(" ", START_TIME);
      return afterName[0].equals("Z") ? 0 : Long.parseLong(afterName[START_TIME - 3]);
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }
}
