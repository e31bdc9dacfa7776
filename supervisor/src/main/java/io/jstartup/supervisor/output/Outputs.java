package io.jstartup.supervisor.output;

import io.jstartup.model.AppSpec;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.LogFiles;
import io.jstartup.model.LogPolicy;
import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where the apps' output goes: straight to their logs, or by way of the spools. Instances are meant by their unique id. Used on the
 * loop's thread, but for what says otherwise; nothing waits for a log to be written.
 */
public final class Outputs {
  private final SpoolFolder folder;
  private final OperatingSystem os;
  private final Consumer<String> events;
  private final Room room;
  private final Set<String> spooled = new HashSet<>();
  private volatile SpoolWriter writer;

  /** @param events takes lines for the supervisor's log; any thread */
  public Outputs(HomeLayout home, OperatingSystem os, Consumer<String> events) {
    this.folder = new SpoolFolder(home.spools());
    this.os = os;
    this.events = events;
    this.room = new Room(os, events);
  }

  /** Follows the spools that a predecessor left. Those of instances that are not listed are written to their end and removed. */
  public void takeUp(Collection<String> listed) {
    try {
      Map<SpoolFiles, Recipe> found = new LinkedHashMap<>();
      for (String uniqueId : folder.uniqueIds()) {
        folder.recipe(uniqueId).ifPresent(recipe -> found.put(folder.files(uniqueId), recipe));
      }
      if (found.isEmpty()) {
        return;
      }
      execute(it -> it.follow(found));
      found.keySet().forEach(files -> spooled.add(files.uniqueId()));
      Set.copyOf(spooled).stream().filter(it -> !listed.contains(it)).forEach(this::leave);
    } catch (IOException e) {
      events.accept("cannot take up the spools in '" + folder.path() + "': " + e);
    }
  }

  /**
   * Before a process of the instance is started: what it is to write to. The logs that the supervisor writes for it are made here, so that
   * it is known at once when that can't be.
   *
   * @throws IOException says what is wrong with which file
   */
  public Sinks prepare(AppSpec app, String uniqueId, int id) throws IOException {
    LogFiles files = app.logs();
    if (files.policy().disabled() || files.direct()) {
      leave(uniqueId);
      boolean disabled = files.policy().disabled();
      return disabled
          ? new Sinks(LogFiles.NOWHERE, LogFiles.NOWHERE, true)
          : new Sinks(files.out(), files.error(), true);
    }
    if (goesToCombinedOnly(files)) {
      leave(uniqueId);
      return new Sinks(files.combined(), files.combined(), true);
    }
    return spools(
        Recipe.of(app.name(), id, files, app.execution().runAs()), folder.files(uniqueId));
  }

  private static boolean goesToCombinedOnly(LogFiles files) {
    return !files.policy().formatted()
        && files.out().equals(LogFiles.NOWHERE)
        && files.error().equals(LogFiles.NOWHERE);
  }

  private Sinks spools(Recipe recipe, SpoolFiles files) throws IOException {
    for (Stream stream : Stream.values()) {
      for (String log : recipe.logs(stream)) {
        check(Path.of(log), recipe.user());
      }
    }
    if (!room.possible() && writer != null) {
      writer.renew(files.uniqueId());
    }
    folder.want(files.uniqueId(), recipe);
    spooled.add(files.uniqueId());
    follow(files.uniqueId(), recipe);
    endLines(files.uniqueId());
    return new Sinks(sink(recipe, files, Stream.OUT), sink(recipe, files, Stream.ERROR), false);
  }

  private static String sink(Recipe recipe, SpoolFiles files, Stream stream) {
    boolean nowhere = recipe.logs(stream).isEmpty();
    return nowhere ? LogFiles.NOWHERE : files.spool(stream).toString();
  }

  private void check(Path log, Optional<RunAs> user) throws IOException {
    LogFolder.make(log, user);
    os.openLog(log, user).close();
  }

  private void follow(String uniqueId, Recipe recipe) {
    SpoolFiles files = folder.files(uniqueId);
    execute(it -> it.follow(Map.of(files, recipe)));
  }

  private void execute(Consumer<SpoolWriter> task) {
    if (writer == null) {
      writer = new SpoolWriter(folder, os, room, events);
    }
    SpoolWriter it = writer;
    it.execute(() -> task.accept(it));
  }

  /** Its process is gone: what it wrote last is a line, though no end of one came. */
  public void endLines(String uniqueId) {
    if (!spooled.contains(uniqueId)) {
      return;
    }
    Map<Stream, Long> ends = new EnumMap<>(Stream.class);
    for (Stream stream : Stream.values()) {
      Path spool = folder.files(uniqueId).spool(stream);
      try {
        ends.put(stream, Files.exists(spool) ? Files.size(spool) : 0L);
      } catch (IOException e) {
        ends.put(stream, 0L);
      }
    }
    execute(it -> it.pair(uniqueId).ifPresent(pair -> pair.endLines(ends)));
  }

  /** It is no longer listed, or writes its logs itself now. */
  public void leave(String uniqueId) {
    if (spooled.contains(uniqueId)) {
      endLines(uniqueId);
      spooled.remove(uniqueId);
      folder.unwant(uniqueId);
      execute(it -> it.pair(uniqueId).ifPresent(SpoolPair::leave));
    }
  }

  /** The file that has what its process said last on standard error. */
  public String errorFile(AppSpec app, String uniqueId) {
    boolean own = spooled.contains(uniqueId) && !app.logs().error().equals(LogFiles.NOWHERE);
    return own ? folder.files(uniqueId).spool(Stream.ERROR).toString() : app.logs().error();
  }

  /** Whether the supervisor is the one who writes this app's logs. Any thread. */
  public static boolean writes(LogFiles files) {
    LogPolicy policy = files.policy();
    return !policy.disabled() && !files.direct() && !goesToCombinedOnly(files);
  }

  /** The logs that the supervisor writes are opened anew at their next line. Any thread. */
  public void reopen() {
    if (writer != null) {
      execute(SpoolWriter::reopen);
    }
  }

  /**
   * Does something to a log that the supervisor writes, such as renaming it, while it writes nothing; then the log is opened anew. Comes
   * back at once; the task runs on the writer's thread, or on this one when nothing is written here. Any thread.
   */
  public void between(Path log, Runnable task) {
    if (writer == null) {
      task.run();
    } else {
      execute(it -> it.between(log, task));
    }
  }

  /** Nothing is read or written until {@link #resume}: another program takes the place of this one. */
  public void pause() {
    if (writer != null && !writer.pause()) {
      events.accept("a log takes long to be written, so some of its lines may come twice");
    }
  }

  public void resume() {
    if (writer != null) {
      writer.resume();
    }
  }

  /** No process is left: writes what there is, for at most this time, and removes the spools; the rest is left to a successor. */
  public void finish(Duration longest) {
    Set.copyOf(spooled).forEach(this::leave);
    if (writer != null && !writer.finish(longest.toMillis())) {
      events.accept(
          "not all logs are written; the next supervisor goes on with '" + folder.path() + "'");
    }
  }
}
