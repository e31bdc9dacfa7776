package io.jstartup.supervisor.handover;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.platforms.os.Connection;
import io.jstartup.platforms.os.ConnectionHandler;
import io.jstartup.platforms.os.DatagramHandler;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.Replacement;
import io.jstartup.platforms.os.SharedSocket;
import io.jstartup.platforms.os.SocketWish;
import io.jstartup.supervisor.DaemonOptions;
import io.jstartup.supervisor.control.ControlServer;
import io.jstartup.supervisor.control.OpenConnection;
import io.jstartup.supervisor.control.OpenRequest;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.listen.AppSockets;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What the program that ran in this process before has left it. On the loop's thread. */
public final class Inheritance {
  static final String UPDATE = "update";

  private final DaemonOptions options;
  private final HomeLayout home;
  private final Replacement replacement;
  private final HandoverState state;
  private final Set<String> claimed = new HashSet<>();

  private Inheritance(DaemonOptions options, Replacement replacement, HandoverState state) {
    this.options = options;
    this.home = options.home();
    this.replacement = replacement;
    this.state = state;
  }

  /** Empty when this process is new, or nothing usable was left: then it goes on as the successor of one that died. */
  public static Optional<Inheritance> find(DaemonOptions options, OperatingSystem os)
      throws IOException {
    Optional<Replacement> replacement = os.replacement();
    if (!options.handover() || replacement.isEmpty()) {
      return Optional.empty();
    }
    return HandoverState.read(options.home().handover())
        .filter(state -> os.identify(os.pid()).filter(state.process()::equals).isPresent())
        .map(state -> new Inheritance(options, replacement.get(), state));
  }

  public AutoCloseable lock() {
    return replacement.inheritLock(state.lock(), home.lock());
  }

  /** The sockets of the apps. */
  public void sockets(AppSockets sockets) {
    for (HeldSocket held : state.sockets()) {
      sockets.inherit(replacement.inheritSocket(held.descriptor(), held.address()));
    }
  }

  /** The apps' notification sockets: what opens one by its address, if it was left. */
  public Optional<AutoCloseable> receiver(Poller poller, String address, DatagramHandler handler)
      throws OsException {
    Integer descriptor = state.receivers().get(address);
    boolean left =
        descriptor != null && claimed.add(address); // the number is another's once closed
    return !left
        ? Optional.empty()
        : Optional.of(replacement.inheritReceiver(poller, descriptor, address, handler));
  }

  /** Closes those that nobody has taken over: they are opened anew when they are wanted. Then there is no way back. */
  public void dropReceivers(Poller poller) throws OsException {
    for (String address : state.receivers().keySet()) {
      Optional<AutoCloseable> receiver = receiver(poller, address, (pid, uid, bytes) -> {});
      if (receiver.isPresent()) {
        close(receiver.get(), address);
      }
    }
  }

  private static void close(AutoCloseable receiver, String address) throws OsException {
    try {
      receiver.close();
    } catch (Exception e) {
      throw new OsException("cannot close", address, 0, e.toString());
    }
  }

  /** What cluster workers share. */
  public Optional<SharedSocket> shared(long inode, SocketWish wish) {
    Integer descriptor = state.shared().get(inode);
    return descriptor == null
        ? Optional.empty()
        : Optional.of(replacement.inheritShared(descriptor, wish));
  }

  public AutoCloseable listener(Poller poller, ConnectionHandler handler) throws OsException {
    return replacement.inheritListener(poller, state.listener(), home.socket(), handler);
  }

  /**
   * Goes on with the clients.
   *
   * @return their open requests, but for the one that asked for all this, which is answered
   */
  public List<OpenRequest> clients(AutoCloseable listener, ControlServer server)
      throws OsException, IOException {
    List<OpenRequest> open = new ArrayList<>();
    for (OpenConnection client : state.connections()) {
      Connection connection =
          replacement.inheritConnection(listener, client.descriptor(), client.unsent());
      for (OpenRequest request : server.resume(connection, client)) {
        if (request.verb().equals(UPDATE)) {
          answer(request.request());
        } else {
          open.add(request);
        }
      }
    }
    Files.deleteIfExists(home.handover());
    return open;
  }

  private void answer(Request request) {
    if (!state.failure().isEmpty()) {
      request.refuse(
          new Problem(
              "cannot replace the supervisor",
              "the other version gave up: " + state.failure(),
              "version " + options.version() + " goes on, with its apps"));
      return;
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("from", state.version());
    members.put("version", options.version());
    request.reply(members);
  }

  public String from() {
    return state.version();
  }

  /**
   * Runs the program that was here before again; returns when that is impossible, or was tried before.
   *
   * @param environment asked for in the last moment
   */
  public void goBack(String why, Supplier<List<String>> environment)
      throws IOException, OsException {
    if (state.failure().isEmpty()) {
      state.failed(why).write(home.handover());
      String program = state.back().get(0);
      replacement.replace(program, state.back(), environment, state.descriptors());
    }
  }
}
