package io.jstartup.supervisor.ready;

import io.jstartup.platforms.os.Connection;
import io.jstartup.platforms.os.ConnectionHandler;
import io.jstartup.platforms.os.SharedSocket;
import io.jstartup.supervisor.cluster.Line;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Our end of one run's channel: JSON texts, one a line. A line that is longer than 1 MiB is passed over. */
final class Channel implements ConnectionHandler, Line {
  private static final int LONGEST = 1 << 20;

  private final Supervision supervision;
  private final Instance instance;
  private final Consumer<String> messages;
  private final Runnable whenClosed;
  private final ChannelRoom room;
  private ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Connection connection;
  private Outgoing outgoing;
  private boolean skipping;
  private boolean skippedBefore;

  /**
   * Not open yet.
   *
   * @param room that all channels share
   * @param whenClosed is told once that no more will come
   */
  Channel(
      Supervision supervision,
      Instance instance,
      ChannelRoom room,
      Consumer<String> messages,
      Runnable whenClosed) {
    this.supervision = supervision;
    this.instance = instance;
    this.room = room;
    this.messages = messages;
    this.whenClosed = whenClosed;
  }

  void use(Connection ours) {
    connection = ours;
    outgoing = new Outgoing(ours, failure -> supervision.log().line(instance, failure));
  }

  @Override
  public void opened(Connection opened) {}

  @Override
  public void received(Connection from, byte[] bytes) {
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        append(bytes, start, i);
        deliver();
        start = i + 1;
      }
    }
    append(bytes, start, bytes.length);
  }

  private void append(byte[] bytes, int from, int to) {
    int length = line.size() + to - from;
    skipping |= length > LONGEST || !room.lets(this, length);
    if (skipping) {
      forgetLine();
      sayOnce();
    } else {
      line.write(bytes, from, to - from);
    }
  }

  private void sayOnce() {
    if (!skippedBefore) {
      skippedBefore = true;
      supervision
          .log()
          .line(
              instance,
              "passed over a message longer than "
                  + LONGEST
                  + " bytes, or than all apps' channels have room for");
    }
  }

  /** One long message would be room for ever. */
  private void forgetLine() {
    if (line.size() > ChannelRoom.FREE) {
      line = new ByteArrayOutputStream();
    } else {
      line.reset();
    }
  }

  /** Bytes that wait here, in either direction. */
  long held() {
    return line.size() + (outgoing == null ? 0 : outgoing.unread());
  }

  private void deliver() {
    String message = line.toString(StandardCharsets.UTF_8);
    forgetLine();
    if (!skipping) {
      supervision.loop().guarded(() -> messages.accept(message));
    }
    skipping = false;
  }

  @Override
  public boolean send(String message) {
    return send(message, null, "");
  }

  @Override
  public boolean send(String message, SharedSocket handed, String otherwise) {
    if (connection == null || !room.lets(this, held() + message.length())) {
      return false;
    }
    outgoing.send(message, handed, otherwise);
    return true;
  }

  /** The app says whether it has got the socket that was sent last. */
  void acknowledged(boolean got) {
    if (connection == null) {
      return;
    }
    if (got) {
      outgoing.acknowledged();
    } else {
      outgoing.missed();
    }
  }

  @Override
  public void closed(Connection gone) {
    connection = null;
    supervision.loop().guarded(whenClosed);
  }

  void close() {
    if (connection != null) {
      connection.close();
    }
  }
}
