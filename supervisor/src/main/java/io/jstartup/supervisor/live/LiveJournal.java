package io.jstartup.supervisor.live;

import io.jstartup.io.DurableFile;
import io.jstartup.io.Reason;
import io.jstartup.model.Problem;
import io.jstartup.platforms.os.BootIdentity;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.loop.MonotonicClock;
import io.jstartup.supervisor.process.EventLog;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Instances;
import io.jstartup.supervisor.process.Observer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes down what is listed and what runs, so that a successor can take it over when this supervisor dies: one JSON line a record, one
 * write for all changes since the last {@link #flush}. It outlives the process, not the boot, so nothing is forced to the disk. When it
 * has grown to several times what a fresh one would be, a fresh one takes its place.
 */
public final class LiveJournal implements Observer {
  private static final int GROWTH = 4;
  private static final long SMALL = 256 * 1024;

  /** Dozens of starts, hundreds of stops. */
  private static final long RESERVE = 128 * 1024;

  private static final String HALF_OPEN = "it could not be opened again";

  private final Path file;
  private final BootIdentity boot;
  private boolean hooked;
  private Optional<ProcessIdentity> standby = Optional.empty();
  private final OperatingSystem os;
  private final Instances instances;
  private final MonotonicClock clock;
  private final EventLog log;
  private final Set<Instance> described = new LinkedHashSet<>();
  private final Set<Instance> changed = new LinkedHashSet<>();
  private final Map<String, List<Object>> shared = new LinkedHashMap<>();
  private final Set<String> sharedAnew = new LinkedHashSet<>();
  private final Set<String> gone = new LinkedHashSet<>();
  private FileChannel channel;
  private long size;
  private long freshSize;
  private boolean ending;
  private String failure = "";

  /**
   * Writes nothing before {@link #open}.
   *
   * @param hooked whether an init system started this supervisor and will start its successor
   * @param clock the one that the instances' times are of
   */
  public LiveJournal(
      Path file,
      OperatingSystem os,
      BootIdentity boot,
      boolean hooked,
      Instances instances,
      MonotonicClock clock,
      EventLog log) {
    this.os = os;
    this.hooked = hooked;
    this.file = file;
    this.boot = boot;
    this.instances = instances;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Puts a fresh journal in the place of whatever is there. When that can't be done, say because the disk is full, what is there stays,
   * and each {@link #flush} tries again: apps are not kept from running by that.
   */
  public void open() {
    try {
      replace();
      if (!failure.isEmpty()) {
        log.line("the live state '" + file + "' is written again");
      }
      failure = "";
    } catch (IOException e) {
      failed(e);
    }
  }

  private void replace() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JournalRecords.addBoot(out, boot, hooked, standby);
    if (ending) {
      JournalRecords.addEnding(out);
    }
    for (Instance instance : instances.all()) {
      JournalRecords.addApp(out, instance);
      JournalRecords.addRun(out, instance, clock.nanos());
    }
    shared
        .keySet()
        .forEach(app -> JournalRecords.addShared(out, app, shared.getOrDefault(app, List.of())));
    DurableFile.system().publish(file, out.toByteArray());
    closeChannel();
    channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    freshSize = out.size();
    size = freshSize;
    os.reserve(file, size, RESERVE); // for what changes while the disk is full
    forgetPending();
  }

  @Override
  public void described(Instance instance) {
    described.add(instance);
  }

  @Override
  public void changed(Instance instance) {
    changed.add(instance);
  }

  @Override
  public void removed(Instance instance) {
    described.remove(instance);
    changed.remove(instance);
    gone.add(instance.uniqueId());
  }

  /** What the workers of an app share, as JSON; empty: nothing any more. */
  public void shared(String app, List<Object> sockets) {
    if (sockets.isEmpty()) {
      shared.remove(app);
    } else {
      shared.put(app, sockets);
    }
    sharedAnew.add(app);
  }

  /** From now on everything is being stopped: a successor must not take that for the user's wish. */
  public void ending() {
    ending = true;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JournalRecords.addEnding(out);
    append(out.toByteArray());
  }

  /**
   * An init system starts the successor: nobody else is to. Writes all of it anew.
   *
   * @param self comes back when that successor fails, for as long as this process lives
   */
  public void leaveToHook(ProcessIdentity self) throws IOException {
    boolean before = hooked;
    hooked = true;
    standby = Optional.of(self);
    try {
      replace();
    } catch (IOException e) {
      hooked = before;
      standby = Optional.empty();
      throw e;
    }
  }

  /** Who left this state and may come back for it: to be written too, from the next {@link #open} on. */
  public void leftBy(Optional<ProcessIdentity> predecessor) {
    standby = predecessor;
  }

  /** Whether the file lacks something, because it could not be written; each {@link #flush} tries again. */
  public boolean behind() {
    return !failure.isEmpty();
  }

  /** What whoever changes something now is to be told. */
  public List<Problem> problems() {
    return behind()
        ? List.of(
            new Problem(
                "cannot write down in '" + file + "' what has changed",
                failure,
                "make room on its disk, or mend it: until that is written, a supervisor that comes after a"
                    + " crash knows nothing of it"))
        : List.of();
  }

  /** Writes what changed. A failure is logged once and mended by a fresh journal as soon as that can be written. */
  public void flush() {
    if (!behind()
        && described.isEmpty()
        && changed.isEmpty()
        && gone.isEmpty()
        && sharedAnew.isEmpty()) {
      return;
    }
    if (behind() || size > GROWTH * freshSize + SMALL) {
      open();
      return;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    gone.forEach(uniqueId -> JournalRecords.addGone(out, uniqueId));
    described.forEach(instance -> JournalRecords.addApp(out, instance));
    described.forEach(changed::add);
    changed.forEach(instance -> JournalRecords.addRun(out, instance, clock.nanos()));
    sharedAnew.forEach(
        app -> JournalRecords.addShared(out, app, shared.getOrDefault(app, List.of())));
    forgetPending();
    append(out.toByteArray());
  }

  /** The end was orderly: there is nothing to take over. */
  public void remove() throws IOException {
    closeChannel();
    Files.deleteIfExists(file);
  }

  private void append(byte[] bytes) {
    if (channel == null) {
      failure = HALF_OPEN; // since the last opening
      return;
    }
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      size += bytes.length;
    } catch (IOException e) {
      failed(e);
    }
  }

  private void failed(IOException e) {
    boolean known = behind();
    failure = Reason.of(e);
    if (!known) {
      log.line(problems().get(0).message() + "; trying again");
    }
  }

  private void forgetPending() {
    described.clear();
    changed.clear();
    gone.clear();
    sharedAnew.clear();
  }

  private void closeChannel() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
