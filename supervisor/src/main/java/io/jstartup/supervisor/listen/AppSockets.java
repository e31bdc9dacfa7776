package io.jstartup.supervisor.listen;

import io.jstartup.model.AppSpec;
import io.jstartup.model.listen.ListenAddress;
import io.jstartup.platforms.os.ListeningSocket;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The sockets of all apps, by their addresses: opened when the first process that wants one is started, passed to every later one, closed
 * when no listed app names the address any more. Apps that name the same address share it. On the loop's thread.
 */
public final class AppSockets {
  private static final int FIRST_DESCRIPTOR = 3;

  private final OperatingSystem os;
  private final Consumer<String> events;
  private final Map<String, ListeningSocket> held = new LinkedHashMap<>();
  private final Set<String> lost = new HashSet<>();

  /** @param events takes lines for the supervisor's log */
  public AppSockets(OperatingSystem os, Consumer<String> events) {
    this.os = os;
    this.events = events;
  }

  /**
   * Those of an app, in its order; opens what is not open yet.
   *
   * @throws OsException says which can't be opened and why
   */
  public List<ListeningSocket> of(AppSpec app) throws OsException {
    List<ListeningSocket> sockets = new ArrayList<>();
    for (ListenAddress address : app.listen()) {
      sockets.add(one(address));
    }
    return sockets;
  }

  private ListeningSocket one(ListenAddress address) throws OsException {
    ListeningSocket known = held.get(address.address());
    if (known == null) {
      boolean renewed = lost.remove(address.address());
      known = os.listen(address, renewed);
      events.accept((renewed ? "listening anew on '" : "listening on '") + address.address() + "'");
    } else if (!known.address().equals(address)) {
      known = known.as(address.name(), address.stdin());
    }
    held.put(address.address(), known);
    return known;
  }

  /** After a predecessor's death: gets those of an app back from a process that was started with them. */
  public void regain(AppSpec app, ProcessIdentity process) {
    int descriptor = FIRST_DESCRIPTOR;
    for (ListenAddress address : app.listen()) {
      if (!held.containsKey(address.address())) {
        regain(address, process, descriptor);
      }
      descriptor++;
    }
  }

  private void regain(ListenAddress address, ProcessIdentity process, int descriptor) {
    String why = "pid " + process.pid() + " no longer has it as descriptor " + descriptor;
    try {
      Optional<ListeningSocket> socket = os.listening(process, descriptor, address);
      if (socket.isPresent()) {
        held.put(address.address(), socket.get());
        lost.remove(address.address());
        return;
      }
    } catch (OsException e) {
      why = e.getMessage();
    }
    if (lost.add(address.address())) {
      events.accept(
          "cannot get socket '"
              + address.address()
              + "' back, the next process that is started gets a new one beside it: "
              + why);
    }
  }

  /** One that came with this program's start. */
  public void inherit(ListeningSocket socket) {
    held.put(socket.address().address(), socket);
  }

  /** Closes those that none of these apps names. */
  public void keepOnly(Collection<AppSpec> apps) {
    if (held.isEmpty()) {
      return;
    }
    Set<String> wanted = new HashSet<>();
    apps.forEach(app -> app.listen().forEach(it -> wanted.add(it.address())));
    for (String address : List.copyOf(held.keySet())) {
      if (!wanted.contains(address)) {
        held.remove(address).remove();
        events.accept("no longer listening on '" + address + "'");
      }
    }
  }

  /** All that are open. */
  public List<ListeningSocket> open() {
    return List.copyOf(held.values());
  }
}
