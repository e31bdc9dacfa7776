package io.jstartup.supervisor.ready;

import io.jstartup.platforms.os.Connection;
import io.jstartup.platforms.os.ConnectionHandler;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Our end of one run's channel: JSON texts, one a line. A line that is longer than 1 MiB is passed over. */
final class Channel implements ConnectionHandler {
  private static final int LONGEST = 1 << 20;

  private final Supervision supervision;
  private final Instance instance;
  private final Consumer<String> messages;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Connection connection;
  private boolean skipping;
  private boolean skippedBefore;

  Channel(Supervision supervision, Instance instance, Consumer<String> messages) {
    this.supervision = supervision;
    this.instance = instance;
    this.messages = messages;
  }

  void use(Connection ours) {
    connection = ours;
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
    skipping |= line.size() + to - from > LONGEST;
    if (skipping) {
      line.reset();
      sayOnce();
    } else {
      line.write(bytes, from, to - from);
    }
  }

  private void sayOnce() {
    if (!skippedBefore) {
      skippedBefore = true;
      supervision.log().line(instance, "passed over a message longer than " + LONGEST + " bytes");
    }
  }

  private void deliver() {
    String message = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (!skipping) {
      supervision.loop().guarded(() -> messages.accept(message));
    }
    skipping = false;
  }

  /** One JSON text, without a line end; false: nobody would hear it. */
  boolean send(String message) {
    if (connection == null) {
      return false;
    }
    connection.send((message + '\n').getBytes(StandardCharsets.UTF_8));
    return true;
  }

  @Override
  public void closed(Connection gone) {
    connection = null;
  }

  void close() {
    if (connection != null) {
      connection.close();
    }
  }
}
