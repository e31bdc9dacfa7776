package io.jstartup.supervisor.control;

import io.jstartup.model.Problem;
import io.jstartup.platforms.os.Connection;
import io.jstartup.platforms.os.ConnectionHandler;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.process.EventLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The supervisor's end of the control socket. Only this user and root are served. On the loop's thread. */
public final class ControlServer implements ConnectionHandler {
  private final EventLoop loop;
  private final int uid;
  private final Consumer<Request> requests;
  private final EventLog log;
  private final Map<Connection, Session> sessions = new IdentityHashMap<>();
  private List<Runnable> outbox = new ArrayList<>();

  public ControlServer(EventLoop loop, int uid, Consumer<Request> requests, EventLog log) {
    this.loop = loop;
    this.uid = uid;
    this.requests = requests;
    this.log = log;
  }

  @Override
  public void opened(Connection connection) {
    Session session = new Session(connection, this::serve, this::later);
    sessions.put(connection, session);
    int peer = connection.peerUid();
    if (peer != uid && peer != 0) {
      log.line("refused a connection of user id " + peer + ", pid " + connection.peerPid());
      new Request(session, 0, Map.of(), new byte[0])
          .refuse(new Problem("cannot serve user id " + peer, "this supervisor is of " + uid));
      session.hangUp();
    }
  }

  @Override
  public void received(Connection connection, byte[] bytes) {
    Session session = sessions.get(connection);
    if (session == null) {
      return;
    }
    try {
      session.received(bytes);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      log.failure(e); // what it sent so far goes with it
      connection.close();
    }
  }

  @Override
  public void closed(Connection connection) {
    Session session = sessions.remove(connection);
    if (session != null) {
      loop.guarded(session::closed);
    }
  }

  /** Those that are connected. */
  public Collection<Connection> connections() {
    return sessions.keySet();
  }

  /** What came from it of a request that is not whole yet. */
  public byte[] undecoded(Connection connection) {
    return sessions.get(connection).undecoded();
  }

  /** Whether it is not heard any more. */
  public boolean deaf(Connection connection) {
    return sessions.get(connection).deaf();
  }

  /**
   * Goes on with a client of the supervisor that ran in this process before, after {@link #opened}.
   *
   * @return its open requests
   */
  public List<OpenRequest> resume(Connection connection, OpenConnection left) {
    Session session = sessions.get(connection);
    List<OpenRequest> open = new ArrayList<>();
    for (Object request : left.requests()) {
      open.add(OpenRequest.fromJson(session, (Map<?, ?>) request));
    }
    session.received(left.received());
    if (left.deaf()) {
      session.hangUp();
    }
    return open;
  }

  /** Sends what this turn's requests are answered with. Who hears of something finds it in the log. */
  public void sendPending() {
    if (outbox.isEmpty()) {
      return;
    }
    log.write();
    List<Runnable> sending = outbox;
    outbox = new ArrayList<>();
    sending.forEach(loop::guarded);
  }

  /** Hears nobody any more; each connection ends when its client has taken what is still to be sent. */
  public void hangUp() {
    List.copyOf(sessions.keySet()).forEach(Connection::closeAfterSending);
  }

  /** As {@link #hangUp}, but for this one. */
  public void hangUpAllBut(Connection kept) {
    for (Map.Entry<Connection, Session> each : List.copyOf(sessions.entrySet())) {
      if (each.getKey() != kept) {
        each.getValue().hangUp();
      }
    }
  }

  /** Whether somebody is connected. */
  public boolean connected() {
    return !sessions.isEmpty();
  }

  private void later(Runnable sending) {
    outbox.add(sending);
  }

  /** A request that trips over a bug of ours must still be answered. */
  private void serve(Request request) {
    try {
      requests.accept(request);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      log.failure(e);
      request.refuse(
          new Problem("cannot do that", "internal error: " + e, "see the supervisor's log"));
    }
  }
}
