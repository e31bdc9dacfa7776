package io.jstartup.supervisor.log.rotate;

import io.jstartup.dump.LogSettings;
import io.jstartup.dump.Settings;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.LogFiles;
import io.jstartup.model.LogRotation;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.supervisor.output.Outputs;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Observer;
import io.jstartup.supervisor.process.Supervision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Keeps the logs of all instances, and the supervisor's own, small. On the loop's thread; the work is done on another. */
public final class Rotations implements Observer {
  private final Supervision supervision;
  private final OperatingSystem os;
  private final Settings settings;
  private final LogList list;
  private final RotationThread thread;

  /** Held by a rotation under way; and by whoever wants none. */
  private final Semaphore permit = new Semaphore(1);

  private boolean held;

  /**
   * Does nothing before {@link #start}.
   *
   * @throws IOException when what a predecessor noted can't be read
   */
  public Rotations(Supervision supervision, OperatingSystem os, HomeLayout home)
      throws IOException {
    this.supervision = supervision;
    this.os = os;
    this.settings = new Settings(home);
    this.list = new LogList(home);
    Clock clock = Clock.systemDefaultZone();
    RotationState state = RotationState.read(home.rotation());
    Rotation rotation = new Rotation(os, state, clock, step -> {});
    this.thread =
        new RotationThread(
            list,
            permit,
            rotation,
            new Compression(new Rights(os)),
            clock,
            os::giveWay,
            line -> supervision.loop().post(() -> supervision.log().line(line)));
  }

  /** Finishes what a predecessor left, reads the settings, and looks at the logs from now on. */
  public void start() {
    thread.start();
    configure(() -> {});
  }

  /**
   * Reads the settings anew.
   *
   * @param done runs when they hold
   */
  public void configure(Runnable done) {
    thread.execute(
        () -> {
          thread.settings(read());
          supervision.loop().post(done);
        });
  }

  private LogSettings read() {
    try {
      return settings.logs();
    } catch (ProblemsException e) {
      String line = "logs are rotated as usual: " + e.getMessage();
      supervision.loop().post(() -> supervision.log().line(line));
      return LogSettings.USUAL;
    }
  }

  /**
   * Has logs written under their own names again that somebody has renamed. Those that the supervisor writes are just opened anew.
   *
   * @param done hears of it on the loop's thread
   */
  public void reload(Consumer<Reload> done) {
    supervision.outputs().reopen();
    List<Reload.Held> held = new ArrayList<>();
    held.add(new Reload.Held(list.own(), os.pid(), 1));
    for (Instance instance : supervision.instances().all()) {
      if (instance.pid() != 0 && !Outputs.writes(instance.app().logs())) {
        held.addAll(LogList.held(instance));
      }
    }
    thread.reload(held, os, reload -> supervision.loop().post(() -> done.accept(reload)));
  }

  /** Whether no rotation is under way; from then on none begins. */
  public boolean hold() {
    held = held || permit.tryAcquire();
    return held;
  }

  /** Rotations may begin again. */
  public void release() {
    if (held) {
      held = false;
      permit.release();
    }
  }

  /** How each log of an instance is kept small, for {@code describe}. */
  public List<Object> describe(Instance instance) {
    List<Object> described = new ArrayList<>();
    LogFiles files = instance.app().logs();
    Optional<RunAs> owner = instance.app().execution().runAs();
    for (LiveLog log : list.of(files, owner, thread.settings().rotation())) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("log", log.file().toString());
      json.put("max_size", log.rule().maxSize());
      boolean all = log.rule().retain() == LogRotation.KEEP_ALL;
      json.put("retain", all ? "all" : (Object) (long) log.rule().retain());
      json.put("compress", log.rule().compress());
      json.put("lossless", lossless(log));
      described.add(json);
    }
    return described;
  }

  /** A log that isn't there yet will be where the folder is, and nothing else can be said of that. */
  private Object lossless(LiveLog log) {
    boolean there = Files.isRegularFile(log.file(), LinkOption.NOFOLLOW_LINKS);
    return there ? os.headRemoval().filter(heads -> heads.possible(log.file())).isPresent() : null;
  }

  @Override
  public void described(Instance instance) {
    changed(instance);
  }

  @Override
  public void changed(Instance instance) {
    list.put(instance, System.nanoTime());
  }

  @Override
  public void removed(Instance instance) {
    list.remove(instance);
  }
}
