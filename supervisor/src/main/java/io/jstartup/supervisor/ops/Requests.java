package io.jstartup.supervisor.ops;

import io.jstartup.dump.AppEntries;
import io.jstartup.dump.DumpStore;
import io.jstartup.dump.LoadResult;
import io.jstartup.dump.json.Json;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.platforms.os.BootIdentity;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.supervisor.DaemonOptions;
import io.jstartup.supervisor.control.OpenRequest;
import io.jstartup.supervisor.control.Protocol;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.log.rotate.Rotations;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.reload.Reloads;
import io.jstartup.supervisor.save.Autodump;
import io.jstartup.supervisor.save.Saves;
import io.jstartup.supervisor.state.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What can be asked of the supervisor over its socket. On the loop's thread. */
public final class Requests {
  private final DaemonOptions options;
  private final Supervision supervision;
  private final OperatingSystem os;
  private final DumpStore dump;
  private final Shutdown shutdown;
  private final Rotations rotations;
  private final Rows rows;
  private final StartOp start;
  private final Descriptions descriptions;
  private final SignalOp signal;
  private final Reloads reloads;
  private final ReloadOp reload;
  private final Operations operations;
  private final Subscribers subscribers = new Subscribers();
  private final Saves saves;
  private final Autodump autodump;
  private final Consumer<Request> handover;

  /** @param unwritten what is against a change's having been written down for a successor, at the end of a turn */
  public Requests(
      DaemonOptions options,
      Supervision supervision,
      OperatingSystem os,
      DumpStore dump,
      Saves saves,
      Autodump autodump,
      Shutdown shutdown,
      Rotations rotations,
      Supplier<List<Problem>> unwritten,
      Consumer<Request> handover) {
    this.options = options;
    this.handover = handover;
    this.supervision = supervision;
    this.os = os;
    this.dump = dump;
    this.saves = saves;
    this.autodump = autodump;
    this.shutdown = shutdown;
    this.rotations = rotations;
    this.rows = new Rows(supervision, os);
    this.start = new StartOp(supervision);
    this.descriptions = new Descriptions(supervision.instances(), rows, rotations);
    this.signal = new SignalOp(supervision, rows);
    this.reloads = new Reloads(supervision, shutdown::begun);
    // one that ends leaves nothing to a successor
    Supplier<List<Problem>> lost = () -> shutdown.begun() ? List.of() : unwritten.get();
    this.operations = new Operations(lost);
    this.reload = new ReloadOp(supervision, start, reloads, rows, lost);
    supervision.restarting().reloadBy(reloads::beginAlone);
    supervision.observe(reloads);
    supervision.observe(operations);
    supervision.observe(subscribers);
  }

  /** Answers it, now or when it is done. */
  public void serve(Request request) {
    try {
      answer(request);
    } catch (ProblemsException e) {
      request.reply(Map.of(), e.problems());
    }
  }

  private void answer(Request request) {
    String op = request.text("op");
    switch (op) {
      case "ping" -> request.reply(pong());
      case "list" -> request.reply(Map.of("processes", rows.all()));
      case "jlist" -> jlist(request);
      case "describe" -> descriptions.answer(request);
      case "signal" -> signal.answer(request);
      case "message" -> new MessageOp(supervision, rows).answer(request);
      case "subscribe" -> subscribe(request);
      case "save" -> save(request);
      case "draft" -> request.replyWith(Json.compact(AppEntries.tree(saves.current())));
      case "configure" ->
          autodump.configure(() -> rotations.configure(() -> request.reply(Map.of())));
      case "stop" -> onTargets(request, "stop", Event.STOP);
      case "delete" -> onTargets(request, "delete", Event.DELETE);
      case "reload-logs" -> reloadLogs(request);
      case "kill" -> kill(request);
      case "update", "give-way" -> handover.accept(request);
      case "regroup" -> new Regroup(supervision).serve(request);
      case "reset" -> reset(request);
      case "start", "restart", "reload", "resurrect", "scale", "native" -> bringUp(request, op);
      default -> request.refuse(unknown(op));
    }
  }

  private void bringUp(Request request, String op) {
    if (shutdown.begun()) {
      String remedy = "try again when it has ended";
      throw new ProblemsException("cannot " + op, "the supervisor is ending", remedy);
    }
    switch (op) {
      case "start" -> {
        List<Instance> touched = start.run(request);
        operations.add(new Operation(request, "start", rows, touched, List.of()));
      }
      case "restart" -> restart(request);
      case "reload" -> reload.answer(request);
      case "scale" -> scale(request);
      case "native" -> {
        if (reloading()) {
          String remedy = "try again when that is done";
          throw new ProblemsException("cannot hand apps over", "one is being reloaded", remedy);
        }
        List<Instance> touched = Services.handOver(request, supervision);
        operations.add(new Operation(request, "stop", rows, touched, List.of()));
      }
      default -> resurrect(request);
    }
  }

  private void resurrect(Request request) {
    String from = request.text("from");
    LoadResult saved = from.isEmpty() ? dump.load() : LoadResult.of(dump.load(from));
    List<Problem> problems = new ArrayList<>(saved.warnings());
    if (from.isEmpty() && saved.source().isEmpty() && problems.isEmpty()) {
      problems.add(
          new Problem("cannot resurrect", "no list is saved", "save one with 'jstartup save'"));
    }
    List<Instance> touched =
        new Resurrection(supervision, os, options.home(), boot()).run(saved.instances());
    operations.add(new Operation(request, "start", rows, touched, problems));
  }

  private BootIdentity boot() {
    try {
      return os.boot();
    } catch (OsException e) {
      throw new ProblemsException("cannot resurrect", e.getMessage(), "");
    }
  }

  private void jlist(Request request) {
    byte[] list = rows.jlist(request.flag("secrets"));
    if (rows.withServices()) {
      request.reply(Map.of("services", true), List.of(), list);
    } else {
      request.replyWith(list);
    }
  }

  private void restart(Request request) {
    Targets targets = Services.refused(request, targets(request), "restart");
    Redescription.of(request, targets.instances(), supervision).forEach(supervision::redescribe);
    onTargets(request, targets, "restart", Event.RESTART);
  }

  private void scale(Request request) {
    Scaling scaling = new Scaling(supervision, request.text("app"), request.text("count"));
    List<Instance> touched = new ArrayList<>(scaling.surplus());
    touched.addAll(scaling.addMissing());
    Operation operation = new Operation(request, "scale", rows, touched, List.of());
    operations.begin(
        operation,
        () -> {
          scaling.surplus().forEach(it -> supervision.happen(it, Event.DELETE));
          scaling.count();
        });
  }

  private void reset(Request request) {
    Targets targets = targets(request);
    targets.instances().forEach(supervision::reset);
    List<Object> touched = new ArrayList<>();
    targets.instances().forEach(it -> touched.add(rows.brief(it).toJson()));
    request.reply(Map.of("processes", touched), targets.problems());
  }

  private void reloadLogs(Request request) {
    rotations.reload(
        reload -> {
          List<Object> logs = new ArrayList<>();
          reload.reopened().forEach(log -> logs.add(log.toString()));
          request.reply(Map.of("logs", logs), reload.problems());
        });
  }

  private Targets targets(Request request) {
    return Targets.of(request.texts("targets"), supervision.instances());
  }

  private void onTargets(Request request, String verb, Event event) {
    Targets targets = Services.refused(request, targets(request), verb);
    WatchChange.of(request, targets.instances()).forEach(supervision::redescribe);
    onTargets(request, targets, verb, event);
  }

  private void onTargets(Request request, Targets targets, String verb, Event event) {
    Operation operation =
        new Operation(request, verb, rows, targets.instances(), targets.problems());
    operations.begin(
        operation, () -> targets.instances().forEach(it -> supervision.happen(it, event)));
  }

  private void kill(Request request) {
    List<Instance> all = new ArrayList<>(supervision.instances().all());
    Operation operation = new Operation(request, "stop", rows, all, List.of());
    operations.begin(operation, () -> shutdown.begin("asked to end"));
    subscribers.tell("kill", -1, "", os.pid(), "");
  }

  private void subscribe(Request request) {
    subscribers.add(request);
    request.reply(Map.of());
  }

  private void save(Request request) {
    if (shutdown.begun()) {
      throw new ProblemsException("cannot save", "the supervisor is ending", "");
    }
    List<SavedInstance> list = saves.current();
    long count = list.size();
    saves.save(
        list, request.flag("force"), problems -> request.reply(Map.of("saved", count), problems));
  }

  /** Whether an app is being reloaded at this moment. */
  public boolean reloading() {
    return reloads.busy();
  }

  /** Whether the list is being written at this moment. */
  public boolean saving() {
    return saves.busy();
  }

  /** What is not answered yet; what is being saved left out. */
  public List<OpenRequest> open() {
    List<OpenRequest> open = new ArrayList<>(operations.open());
    open.addAll(subscribers.open());
    return open;
  }

  /** Goes on with what another supervisor has not answered yet. */
  public void resume(List<OpenRequest> left) {
    for (OpenRequest each : left) {
      if (each.verb().equals(Subscribers.SUBSCRIBE)) {
        subscribers.add(each.request());
      } else {
        List<Instance> awaited = new ArrayList<>(supervision.instances().all());
        awaited.removeIf(instance -> !each.awaited().contains(instance.uniqueId()));
        operations.add(new Operation(each, rows, awaited));
      }
    }
  }

  private Map<String, Object> pong() {
    Map<String, Object> pong = new LinkedHashMap<>();
    pong.put("version", options.version());
    pong.put("pid", (long) os.pid());
    pong.put("protocol", (long) Protocol.VERSION);
    pong.put("home", options.home().home().toString());
    return pong;
  }

  private static Problem unknown(String op) {
    return new Problem(
        "cannot do '" + op + "'",
        "this supervisor does not know that request",
        "it may be older than the command; restart it with 'jstartup kill'");
  }
}
