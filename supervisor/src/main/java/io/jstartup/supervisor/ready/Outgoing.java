package io.jstartup.supervisor.ready;

import io.jstartup.platforms.os.Connection;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.SharedSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is sent over a channel, in its order. As Node has it, nothing follows a socket before the program says that it has got it, and a
 * socket that got lost on the way is sent again.
 */
final class Outgoing {
  private static final int MOST_TRIES = 4;

  /** @param socket null: none */
  private record Message(byte[] line, SharedSocket socket) {}

  private final Connection connection;
  private final Deque<Message> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private Message sent;
  private int tries;

  Outgoing(Connection connection) {
    this.connection = connection;
  }

  /** What the app has not read yet, in bytes. */
  long unread() {
    return connection.queued() + waitingBytes;
  }

  void send(String text, SharedSocket socket) throws OsException {
    byte[] line = (text + '\n').getBytes(StandardCharsets.UTF_8);
    Message message = new Message(line, socket);
    if (sent == null) {
      write(message);
    } else {
      waiting.add(message);
      waitingBytes += line.length;
    }
  }

  private void write(Message message) throws OsException {
    if (message.socket == null) {
      connection.send(message.line);
      return;
    }
    connection.send(message.line, message.socket);
    sent = message;
    tries = 1;
  }

  /** The program has the socket. */
  void acknowledged() throws OsException {
    sent = null;
    while (sent == null && !waiting.isEmpty()) {
      Message next = waiting.remove();
      waitingBytes -= next.line.length;
      write(next);
    }
  }

  /** It has the message, and no socket with it. */
  void missed() throws OsException {
    if (sent == null || tries >= MOST_TRIES) {
      acknowledged();
      return;
    }
    tries++;
    connection.send(sent.line, sent.socket);
  }
}
