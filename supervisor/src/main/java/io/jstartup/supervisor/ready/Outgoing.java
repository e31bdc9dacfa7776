package io.jstartup.supervisor.ready;

import io.jstartup.platforms.os.Connection;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.SharedSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * What is sent over a channel, in its order. As Node has it, nothing follows a socket before the program says that it has got it, and a
 * socket that got lost on the way is sent again. One that can't be sent is replaced by words: it must not hold up what comes after it.
 */
final class Outgoing {
  private static final int MOST_TRIES = 4;
  private static final byte[] NOTHING = {};

  /** @param socket null: none */
  private record Message(byte[] line, SharedSocket socket, byte[] otherwise) {
    int length() {
      return line.length + otherwise.length;
    }
  }

  private final Connection connection;
  private final Consumer<String> failures;
  private final Deque<Message> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private Message sent;
  private int tries;

  /** @param failures is told why a socket could not be sent */
  Outgoing(Connection connection, Consumer<String> failures) {
    this.connection = connection;
    this.failures = failures;
  }

  /** What the app has not read yet, in bytes. */
  long unread() {
    return connection.queued() + waitingBytes;
  }

  /**
   * Sends it when its turn comes.
   *
   * @param socket null: none
   * @param otherwise is sent when the socket can't be
   */
  void send(String text, SharedSocket socket, String otherwise) {
    Message message = new Message(line(text), socket, socket == null ? NOTHING : line(otherwise));
    if (sent == null) {
      write(message);
    } else {
      waiting.add(message);
      waitingBytes += message.length();
    }
  }

  private static byte[] line(String text) {
    return (text + '\n').getBytes(StandardCharsets.UTF_8);
  }

  private void write(Message message) {
    if (message.socket == null) {
      connection.send(message.line);
    } else if (hand(message)) {
      sent = message;
      tries = 1;
    }
  }

  private boolean hand(Message message) {
    try {
      connection.send(message.line, message.socket);
      return true;
    } catch (OsException e) {
      failures.accept(e.getMessage());
      connection.send(message.otherwise);
      return false;
    }
  }

  /** The program has the socket. */
  void acknowledged() {
    sent = null;
    while (sent == null && !waiting.isEmpty()) {
      Message next = waiting.remove();
      waitingBytes -= next.length();
      write(next);
    }
  }

  /** It has the message, and no socket with it. */
  void missed() {
    if (sent != null && ++tries <= MOST_TRIES && hand(sent)) {
      return;
    }
    acknowledged();
  }
}
