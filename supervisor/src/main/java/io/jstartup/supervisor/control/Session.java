package io.jstartup.supervisor.control;

import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.model.Problem;
import io.jstartup.platforms.os.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One client: what it sends becomes requests, whatever it sends. */
final class Session {
  private final Connection connection;
  private final Consumer<Request> requests;
  private final Consumer<Runnable> outbox;
  private final FrameDecoder decoder = new FrameDecoder();
  private final List<Runnable> closing = new ArrayList<>();
  private boolean closed;
  private boolean deaf;

  Session(Connection connection, Consumer<Request> requests, Consumer<Runnable> outbox) {
    this.connection = connection;
    this.requests = requests;
    this.outbox = outbox;
  }

  Connection connection() {
    return connection;
  }

  boolean deaf() {
    return deaf;
  }

  /** What came of a frame that is not whole yet. */
  byte[] undecoded() {
    return decoder.rest();
  }

  void received(byte[] bytes) {
    if (deaf) {
      return;
    }
    decoder.add(bytes);
    try {
      Frame frame;
      while (!deaf && (frame = decoder.next()) != null) {
        take(frame);
      }
    } catch (FrameException e) {
      new Request(this, 0, Map.of(), new byte[0])
          .refuse(new Problem("cannot read the request", e.getMessage()));
      hangUp();
    }
  }

  private void take(Frame frame) {
    Map<?, ?> header = header(frame);
    long id = header.get("id") instanceof Long given ? given : 0;
    Request request = new Request(this, id, header, frame.body());
    if (header.get("op") == null) {
      request.refuse(
          new Problem("cannot read the request", "its header is not an object with an 'op'"));
    } else if (!Long.valueOf(Protocol.VERSION).equals(header.get("v"))) {
      request.refuse(otherVersion(header.get("v")));
    } else {
      requests.accept(request);
    }
  }

  private static Map<?, ?> header(Frame frame) {
    try {
      return Json.parse(frame.header()) instanceof Map<?, ?> header ? header : Map.of();
    } catch (JsonException e) {
      return Map.of();
    }
  }

  private static Problem otherVersion(Object theirs) {
    return new Problem(
        "cannot understand the request",
        "it is of protocol version " + theirs + ", this supervisor speaks " + Protocol.VERSION,
        "use the jstartup that started the supervisor, or run 'jstartup kill' with that one first");
  }

  void send(Frame frame) {
    byte[] bytes = frame.encode();
    outbox.accept(() -> connection.send(bytes));
  }

  /** Of what is known when it leaves. */
  void sendThen(Supplier<Frame> frame) {
    outbox.accept(() -> connection.send(frame.get().encode()));
  }

  /** Hears nothing more and closes after what is still to be sent. */
  void hangUp() {
    deaf = true;
    outbox.accept(connection::closeAfterSending);
  }

  void whenClosed(Runnable callback) {
    if (closed) {
      callback.run();
    } else {
      closing.add(callback);
    }
  }

  void closed() {
    closed = true;
    deaf = true;
    closing.forEach(Runnable::run);
    closing.clear();
  }
}
