package io.jstartup.supervisor.ready;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.platforms.os.Capability;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.SocketPair;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import java.util.HashMap;
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
  private static final Set<String> NODES = Set.of("node", "nodejs", "bun");

  private final Supervision supervision;
  private final OperatingSystem os;
  private final Poller poller;
  private final Function<Instance, Attendance> attended;
  private final Map<Instance, SocketPair> fresh = new HashMap<>();
  private final Map<Instance, Channel> open = new HashMap<>();

  Channels(
      Supervision supervision,
      OperatingSystem os,
      Poller poller,
      Function<Instance, Attendance> attended) {
    this.supervision = supervision;
    this.os = os;
    this.poller = poller;
    this.attended = attended;
  }

  /** Whether what is executed speaks Node's protocol. */
  static boolean isNode(AppSpec app) {
    Launch launch = app.launch();
    boolean itself = launch.interpreter().equals(Launch.NO_INTERPRETER);
    String program = itself ? launch.executable() : launch.interpreter();
    return NODES.contains(program.substring(program.lastIndexOf('/') + 1));
  }

  private boolean wanted(Instance instance) {
    return (instance.app().ready().waitReady() || instance.app().stop().byMessage())
        && isNode(instance.app())
        && os.capabilities().contains(Capability.CHANNELS);
  }

  /** What the app finds the channel by. */
  Map<String, String> variables(Instance instance) {
    return wanted(instance)
        ? Map.of(
            "NODE_CHANNEL_FD",
            Integer.toString(SocketPair.child(instance.app().listen().size())),
            "NODE_CHANNEL_SERIALIZATION_MODE",
            "json")
        : Map.of();
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

  private void open(Instance instance) {
    SocketPair pair = fresh.remove(instance);
    Channel channel = new Channel(supervision, instance, message -> received(instance, message));
    open.put(instance, channel); // also when that fails: it is tried once
    try {
      channel.use(
          pair == null ? supervision.regainChannel(instance, channel) : poller.open(pair, channel));
    } catch (OsException e) {
      supervision.log().line(instance, "cannot hear its messages: " + e.getMessage());
    }
  }

  /** One JSON text. What a program has sent to itself by Node's own {@code cluster} is none of ours. */
  private void received(Instance instance, String message) {
    Attendance attendance = attended.apply(instance);
    if (attendance != null && message.equals("\"ready\"")) {
      attendance.said();
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
    SocketPair pair = fresh.remove(instance);
    if (pair != null) {
      pair.close();
    }
    Channel channel = open.remove(instance);
    if (channel != null) {
      channel.close();
    }
  }
}
