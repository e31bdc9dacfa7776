package io.jstartup.supervisor.live;

import io.jstartup.dump.AppEntry;
import io.jstartup.dump.json.Json;
import io.jstartup.platforms.os.BootIdentity;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.process.Instance;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records of a {@link LiveJournal}, a line of JSON each, which {@link LiveState} reads back. */
final class JournalRecords {
  static final String BOOT = "boot";
  static final String APP = "app";
  static final String RUN = "run";
  static final String GONE = "gone";
  static final String ENDING = "ending";
  static final String STANDBY = "standby";
  static final String SHARED = "shared";

  private JournalRecords() {}

  /** The first one, see {@link LiveJournal}. */
  static void addBoot(
      ByteArrayOutputStream out,
      BootIdentity boot,
      boolean hooked,
      Optional<ProcessIdentity> standby) {
    Map<String, Object> first = record(BOOT);
    first.put("boot", boot.bootId());
    first.put("init", boot.initStartTime());
    first.put("hooked", hooked);
    standby.ifPresent(it -> first.put(STANDBY, List.<Object>of((long) it.pid(), it.startTime())));
    add(out, first);
  }

  static void addEnding(ByteArrayOutputStream out) {
    add(out, record(ENDING));
  }

  static void addApp(ByteArrayOutputStream out, Instance instance) {
    Map<String, Object> app = record(APP);
    app.put("id", (long) instance.id());
    Map<String, Object> entry = AppEntry.entry(instance.saved());
    entry.put("instances", (long) instance.app().instances());
    app.put("entry", entry);
    add(out, app);
  }

  /** @param nowNanos by the clock that the instance's times are of */
  static void addRun(ByteArrayOutputStream out, Instance instance, long nowNanos) {
    Map<String, Object> run = record(RUN);
    run.put("u", instance.uniqueId());
    run.putAll(LiveRun.of(instance, nowNanos).toJson());
    add(out, run);
  }

  /** @param sockets none: it shares none any more */
  static void addShared(ByteArrayOutputStream out, String app, List<Object> sockets) {
    Map<String, Object> record = record(SHARED);
    record.put("app", app);
    record.put("sockets", sockets);
    add(out, record);
  }

  static void addGone(ByteArrayOutputStream out, String uniqueId) {
    Map<String, Object> record = record(GONE);
    record.put("u", uniqueId);
    add(out, record);
  }

  private static Map<String, Object> record(String type) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("t", type);
    return record;
  }

  private static void add(ByteArrayOutputStream out, Map<String, Object> record) {
    out.writeBytes(line(record));
  }

  private static byte[] line(Map<String, Object> record) {
    byte[] json = Json.compact(record);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }
}
