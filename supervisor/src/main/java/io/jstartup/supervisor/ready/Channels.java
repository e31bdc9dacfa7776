package io.jstartup.supervisor.ready;

import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.platforms.os.Capability;
import io.jstartup.platforms.os.Connection;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.SocketPair;
import io.jstartup.supervisor.cluster.Primary;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.store.DescriptorStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Node's IPC channels, for the Node apps that ask for one. The process keeps a copy of our end too: when this supervisor dies, the
 * channel doesn't close, the app hears no {@code disconnect}, and the next supervisor takes our end from that copy.
 */
final class Channels {
  private static final String READY = "\"ready\"";
  private static final Set<String> NODES = Set.of("node", "nodejs", "bun");

  private final Supervision supervision;
  private final OperatingSystem os;
  private final Poller poller;
  private final Function<Instance, Attendance> attended;
  private final Primary primary;
  private final DescriptorStore store;
  private final Set<Instance> garbled = new HashSet<>();
  private final Map<Instance, SocketPair> fresh = new HashMap<>();
  private final Map<Instance, Channel> open = new HashMap<>();
  private final ChannelRoom room = new ChannelRoom(open.values());

  Channels(
      Supervision supervision,
      OperatingSystem os,
      Poller poller,
      Function<Instance, Attendance> attended,
      Primary primary,
      DescriptorStore store) {
    this.supervision = supervision;
    this.os = os;
    this.poller = poller;
    this.attended = attended;
    this.primary = primary;
    this.store = store;
  }

  /** Whether what is executed speaks Node's protocol. */
  static boolean isNode(AppSpec app) {
    Launch launch = app.launch();
    boolean itself = launch.interpreter().equals(Launch.NO_INTERPRETER);
    String program = itself ? launch.executable() : launch.interpreter();
    return NODES.contains(program.substring(program.lastIndexOf('/') + 1));
  }

  private boolean wanted(Instance instance) {
    AppSpec app = instance.app();
    return (app.clusterMode() || app.ready().waitReady() || app.stop().byMessage())
        && isNode(app)
        && os.capabilities().contains(Capability.CHANNELS);
  }

  /** What the app finds the channel by. */
  Map<String, String> variables(Instance instance) {
    if (!wanted(instance)) {
      return Map.of();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    int descriptor = SocketPair.child(instance.app().listen().size());
    variables.put("NODE_CHANNEL_FD", Integer.toString(descriptor));
    variables.put("NODE_CHANNEL_SERIALIZATION_MODE", "json");
    if (instance.app().clusterWorker()) {
      variables.putAll(primary.variables(instance));
    }
    return variables;
  }

  /** A new one for the run that is about to begin. */
  Optional<SocketPair> pair(Instance instance) throws OsException {
    close(instance);
    if (!wanted(instance)) {
      return Optional.empty();
    }
    SocketPair pair = os.socketPair();
    fresh.put(instance, pair);
    return Optional.of(pair);
  }

  /** Opens the channel of a run that has begun, and closes that of one that is over. */
  void changed(Instance instance) {
    if (instance.pid() == 0) {
      close(instance);
    } else if (!open.containsKey(instance) && wanted(instance)) {
      open(instance);
    }
  }

  private static String name(Instance instance) {
    return "channel-" + instance.uniqueId();
  }

  private Connection regained(Instance instance, Channel channel) throws OsException {
    Optional<Connection> stored = store.channel(name(instance), poller, channel);
    return stored.isPresent()
        ? stored.get()
        : supervision.takeover().regainChannel(instance, channel);
  }

  private void open(Instance instance) {
    SocketPair pair = fresh.remove(instance);
    Channel channel =
        new Channel(
            supervision,
            instance,
            room,
            message -> received(instance, message),
            () -> supervision.stopping().hungUp(instance));
    open.put(instance, channel); // also when that fails: it is tried once
    try {
      Connection connection =
          pair == null ? regained(instance, channel) : poller.open(pair, channel);
      channel.use(connection);
      store.keep(name(instance), connection);
    } catch (OsException e) {
      supervision.log().line(instance, "cannot hear its messages: " + e.getMessage());
    }
  }

  private void received(Instance instance, String message) {
    if (message.equals(READY)) {
      Attendance attendance = attended.apply(instance);
      if (attendance != null) {
        attendance.said();
      }
      return;
    }
    try {
      received(instance, Json.parse(message));
    } catch (JsonException e) {
      if (garbled.add(instance)) {
        supervision.log().line(instance, "passed over a message that is no JSON");
      }
    }
  }

  private void received(Instance instance, Object message) {
    boolean internal =
        message instanceof Map<?, ?> members
            && members.get("cmd") instanceof String command
            && command.startsWith("NODE_");
    if (internal) {
      receivedOfNode(instance, (Map<?, ?>) message);
    } else {
      supervision.observers().said(instance, message);
    }
  }

  private void receivedOfNode(Instance instance, Map<?, ?> message) {
    Channel channel = open.get(instance);
    if (channel == null) {
      return;
    }
    switch ((String) message.get("cmd")) {
      case "NODE_HANDLE_ACK" -> channel.acknowledged(true);
      case "NODE_HANDLE_NACK" -> channel.acknowledged(false);
      case "NODE_HANDLE" -> {
        // the socket itself is gone with the reading; without an answer the program would send
        // nothing more
        channel.send("{\"cmd\":\"NODE_HANDLE_ACK\"}");
        received(instance, message.get("msg"));
      }
      default -> {
        if (instance.app().clusterWorker()) {
          primary.received(instance, message, channel);
        }
      }
    }
  }

  /** One JSON text, without a line end; false: there is no channel. */
  boolean send(Instance instance, String message) {
    Channel channel = open.get(instance);
    return channel != null && channel.send(message);
  }

  void closeAll() {
    List.copyOf(open.keySet()).forEach(this::close);
    List.copyOf(fresh.keySet()).forEach(this::close);
  }

  void close(Instance instance) {
    garbled.remove(instance);
    SocketPair pair = fresh.remove(instance);
    if (pair != null) {
      pair.close();
    }
    Channel channel = open.remove(instance);
    if (channel != null) {
      store.drop(name(instance));
      channel.close();
    }
  }
}
