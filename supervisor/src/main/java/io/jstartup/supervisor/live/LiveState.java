package io.jstartup.supervisor.live;

import io.jstartup.dump.AppEntry;
import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.Status;
import io.jstartup.model.StopPolicy;
import io.jstartup.platforms.os.BootIdentity;
import io.jstartup.platforms.os.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The journal that a supervisor leaves behind when it dies without a chance to say so, read back. A line that can't be read is passed
 * over: the last one may be torn, and a disk that was full for a while leaves one in the middle.
 */
public final class LiveState {
  private BootIdentity boot;
  private boolean hooked;
  private boolean ending;
  private Optional<ProcessIdentity> standby = Optional.empty();
  private int unreadable;
  private final Map<String, List<?>> shared = new LinkedHashMap<>();
  private final Map<String, LiveInstance> instances = new LinkedHashMap<>();

  private LiveState() {}

  /** Empty when there is none, or none that says of which boot it is. */
  public static Optional<LiveState> load(Path file) throws IOException {
    LiveState state = new LiveState();
    try {
      state.readLines(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    return state.boot == null ? Optional.empty() : Optional.of(state);
  }

  public BootIdentity boot() {
    return boot;
  }

  /** How many lines it could make nothing of. */
  public int unreadable() {
    return unreadable;
  }

  /** Whether an init system started that supervisor. */
  boolean hooked() {
    return hooked;
  }

  /** The supervisor that gave way; for as long as its process lives, it may come back for all of this. */
  public Optional<ProcessIdentity> standby() {
    return standby;
  }

  /** What the workers of each app shared, see {@link LiveJournal#shared}. */
  public Map<String, List<?>> shared() {
    return shared;
  }

  /** Whether that supervisor was stopping everything. */
  public boolean ending() {
    return ending;
  }

  Collection<LiveInstance> instances() {
    return instances.values();
  }

  /** How each listed instance is to be stopped, by its unique id. */
  public Map<String, StopPolicy> stopPolicies() {
    Map<String, StopPolicy> policies = new HashMap<>();
    instances.forEach((uniqueId, live) -> policies.put(uniqueId, live.saved().app().stop()));
    return policies;
  }

  /** Whether the instance was being stopped, so that its signal has been sent. */
  public boolean stopping(String uniqueId) {
    LiveInstance live = instances.get(uniqueId);
    return live != null
        && live.run() != null
        && live.run().actual() == Status.STOPPING
        && !live.run().draining();
  }

  private void readLines(byte[] bytes) {
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        readLine(Arrays.copyOfRange(bytes, from, i));
        from = i + 1;
      }
    }
  }

  private void readLine(byte[] line) {
    if (line.length == 0) {
      return;
    }
    try {
      if (Json.parse(line) instanceof Map<?, ?> record) {
        take(record);
      }
    } catch (JsonException | ProblemsException | ClassCastException e) {
      unreadable++;
    } catch (IllegalArgumentException | NullPointerException e) {
      unreadable++;
    }
  }

  private void take(Map<?, ?> record) {
    switch ((String) record.get("t")) {
      case JournalRecords.BOOT -> {
        boot = new BootIdentity((String) record.get("boot"), LiveRun.number(record, "init"));
        hooked = Boolean.TRUE.equals(record.get("hooked"));
        standby = identity(record.get(JournalRecords.STANDBY));
      }
      case JournalRecords.APP -> takeApp(record);
      case JournalRecords.RUN -> takeRun((String) record.get("u"), LiveRun.fromJson(record));
      case JournalRecords.GONE -> instances.remove((String) record.get("u"));
      case JournalRecords.SHARED ->
          shared.put((String) record.get("app"), (List<?>) record.get("sockets"));
      case JournalRecords.ENDING -> ending = true;
      default -> {
        return; // a later version's
      }
    }
  }

  private static Optional<ProcessIdentity> identity(Object json) {
    return json instanceof List<?> pair
        ? Optional.of(new ProcessIdentity(((Long) pair.get(0)).intValue(), (Long) pair.get(1)))
        : Optional.empty();
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  private void takeApp(Map<?, ?> record) {
    int id = (int) LiveRun.number(record, "id");
    SavedInstance saved = AppEntry.read((Map<String, Object>) record.get("entry"));
    LiveInstance known = instances.get(saved.uniqueId());
    LiveRun run = known == null ? null : known.run();
    instances.put(saved.uniqueId(), new LiveInstance(id, saved, run));
  }

  private void takeRun(String uniqueId, LiveRun run) {
    instances.computeIfPresent(
        uniqueId, (key, live) -> new LiveInstance(live.id(), live.saved(), run));
  }
}
