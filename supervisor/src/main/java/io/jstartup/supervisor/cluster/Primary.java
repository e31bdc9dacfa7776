package io.jstartup.supervisor.cluster;

import io.jstartup.dump.json.Json;
import io.jstartup.model.Status;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.SharedSocket;
import io.jstartup.platforms.os.SocketWish;
import io.jstartup.platforms.os.SocketWish.Kind;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.state.Desired;
import io.jstartup.supervisor.store.DescriptorStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What Node's cluster module takes for the primary process: it answers a worker's {@code listen()} with a socket that all workers of the
 * app share. The kernel hands out the connections. On the loop's thread.
 */
public final class Primary {
  static final int EACCES = 13;
  static final int EMFILE = 24;
  private static final int EINVAL = 22;
  private static final int ENOTSUP = 95;
  private static final long TICKS = 100;
  private static final String CLUSTER = "NODE_CLUSTER";

  /** So long after it became ready, a program that has not asked for a socket of the one before it won't. */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private final Supervision supervision;
  private final OperatingSystem os;
  private final SharedSockets sockets;
  private final Consumer<Instance> listening;
  private final Map<Instance, Set<String>> asked = new HashMap<>();
  private final Map<Instance, Integer> online = new HashMap<>();
  private long lastWorker;

  /**
   * Without any sockets.
   *
   * @param listening is told when a worker listens
   * @param notes see {@link SharedSockets}
   */
  public Primary(
      Supervision supervision,
      OperatingSystem os,
      DescriptorStore store,
      Consumer<Instance> listening,
      BiConsumer<String, List<Object>> notes) {
    this.supervision = supervision;
    this.os = os;
    this.sockets = new SharedSockets(supervision, os, store, notes);
    this.listening = listening;
  }

  /** A run is about to begin: what makes the program a worker. */
  public Map<String, String> variables(Instance instance) {
    asked.put(instance, new HashSet<>());
    return Map.of("NODE_UNIQUE_ID", Long.toString(++lastWorker));
  }

  /** A message whose {@code cmd} is Node's. */
  public void received(Instance instance, Map<?, ?> message, Line line) {
    if (!CLUSTER.equals(message.get("cmd")) || !(message.get("act") instanceof String act)) {
      return;
    }
    switch (act) {
      case "queryServer" -> Query.of(message).ifPresent(query -> answer(instance, query, line));
      case "listening" -> listening.accept(instance);
      case "close" -> closed(instance, message.get("key"));
      case "exitedAfterDisconnect" -> acknowledge(message.get("seq"), line);
      default -> {
        return; // online: it is seen by the first of the others
      }
    }
  }

  private void answer(Instance instance, Query query, Line line) {
    if (query.wish().isEmpty()) {
      supervision
          .log()
          .line(instance, "cannot listen on " + query.brief() + ": a cluster worker can't do that");
      line.send(refusal(query, EINVAL));
      return;
    }
    SocketWish wish = query.wish().get();
    try {
      Shared shared = sockets.of(instance, query, wish);
      if (asked.containsKey(instance)) { // of an adopted one it isn't known what it asked before
        asked.get(instance).add(query.key());
      }
      line.send(handing(query, shared, wish), shared.socket(), refusal(query, EMFILE));
    } catch (OsException e) {
      supervision.log().line(instance, e.getMessage());
      line.send(refusal(query, e.errno() == 0 ? ENOTSUP : e.errno()));
    }
  }

  private static String handing(Query query, Shared shared, SocketWish wish) {
    boolean datagrams = wish.kind() == Kind.UDP4 || wish.kind() == Kind.UDP6;
    Map<String, Object> handing = new LinkedHashMap<>();
    handing.put("cmd", "NODE_HANDLE");
    handing.put("type", datagrams ? "dgram.Native" : "net.Native");
    handing.put("msg", reply(query, 0, shared.data()));
    return Json.compactText(handing);
  }

  private static String refusal(Query query, int errno) {
    return Json.compactText(reply(query, errno, query.data()));
  }

  /** libuv's numbers are the system's, negative. */
  private static Map<String, Object> reply(Query query, int errno, String data) {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("cmd", CLUSTER);
    reply.put("errno", (long) -errno);
    reply.put("key", query.key());
    reply.put("ack", query.seq());
    reply.put("data", data == null ? null : Json.parse(data));
    return reply;
  }

  private static void acknowledge(Object seq, Line line) {
    if (seq instanceof Long number) {
      line.send("{\"cmd\":\"" + CLUSTER + "\",\"ack\":" + number + "}");
    }
  }

  /** Makes a worker close its servers; it goes when their last connections have. */
  public static String disconnect() {
    return "{\"cmd\":\"" + CLUSTER + "\",\"act\":\"disconnect\"}";
  }

  /** Who closes it on the way out leaves it to the next run. */
  private void closed(Instance instance, Object key) {
    if (instance.state().runs() && key instanceof String text) {
      asked.getOrDefault(instance, Set.of()).remove(text);
      sockets.release(instance.name(), instance.uniqueId(), List.of(text));
    }
  }

  /** Its state or its process changed. */
  public void changed(Instance instance) {
    if (instance.status() == Status.ONLINE && asked.containsKey(instance)) {
      int pid = instance.pid();
      if (!Integer.valueOf(pid).equals(online.put(instance, pid))) {
        supervision.loop().after(SETTLED, () -> settle(instance, pid));
      }
    }
    if (!instance.state().runs()) {
      closeIfDown(instance.name());
    }
  }

  private void settle(Instance instance, int pid) {
    if (instance.pid() == pid && instance.state().runs()) {
      List<String> unused = new ArrayList<>(sockets.keys(instance.name()));
      unused.removeAll(asked.getOrDefault(instance, Set.of()));
      sockets.release(instance.name(), instance.uniqueId(), unused);
    }
  }

  /** It is off the list. */
  public void removed(Instance instance) {
    asked.remove(instance);
    online.remove(instance);
    sockets.release(instance.name(), instance.uniqueId(), sockets.keys(instance.name()));
    closeIfDown(instance.name());
  }

  /** What it is called changed, perhaps. */
  public void described(Instance instance) {
    String name = instance.name();
    sockets.apps().stream()
        .filter(app -> !app.equals(name) && sockets.uses(app, instance.uniqueId()))
        .filter(app -> supervision.instances().named(app).isEmpty())
        .forEach(app -> sockets.rename(app, name));
  }

  private void closeIfDown(String name) {
    if (!sockets.keys(name).isEmpty()
        && supervision.instances().named(name).stream().noneMatch(Primary::comesOrRuns)) {
      sockets.closeAll(name);
    }
  }

  private static boolean comesOrRuns(Instance instance) {
    boolean down = instance.status() == Status.STOPPED || instance.status() == Status.ERRORED;
    boolean comes = instance.state().desired() == Desired.RUN && !down;
    return instance.app().clusterWorker() && (instance.pid() != 0 || comes);
  }

  /** All sockets that are open, by their inodes. */
  public Map<Long, SharedSocket> open() {
    return sockets.open();
  }

  /**
   * Gets back what a predecessor had.
   *
   * @param noted what it noted down, by app
   */
  public void regain(Map<String, List<?>> noted, Inherited inherited) {
    lastWorker =
        os.now() / TICKS; // nobody starts one each second, so its workers have lower numbers
    noted.forEach(
        (app, notes) -> {
          List<Instance> instances = supervision.instances().named(app);
          for (Object note : notes) {
            try {
              sockets.regain(app, (Map<?, ?>) note, instances, inherited);
            } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
              supervision.log().line("cannot read what is noted of a socket of app '" + app + "'");
            }
          }
          closeIfDown(app);
        });
  }

  /** The supervisor ends. */
  public void close() {
    sockets.closeAll();
  }
}
