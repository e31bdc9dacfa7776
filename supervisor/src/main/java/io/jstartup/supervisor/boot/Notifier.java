package io.jstartup.supervisor.boot;

import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.supervisor.process.EventLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells systemd how things are, sd_notify(3); nobody when it did not start us. */
public final class Notifier {
  private final OperatingSystem os;
  private final EventLog log;
  private Optional<String> socket;

  public Notifier(OperatingSystem os, Optional<String> socket, EventLog log) {
    this.os = os;
    this.log = log;
    this.socket = socket.filter(address -> address.startsWith("/") || address.startsWith("@"));
  }

  public boolean listened() {
    return socket.isPresent();
  }

  /** {@code READY=1}; several assignments stand on lines of their own. */
  public void tell(String assignments) {
    if (socket.isEmpty()) {
      return;
    }
    try {
      os.sendDatagram(socket.get(), assignments.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      log.line("cannot notify '" + socket.get() + "', not trying again: " + e.getMessage());
      socket = Optional.empty();
    }
  }
}
