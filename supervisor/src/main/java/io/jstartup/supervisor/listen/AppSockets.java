package io.jstartup.supervisor.listen;

import io.jstartup.model.AppSpec;
import io.jstartup.model.OsText;
import io.jstartup.model.listen.ListenAddress;
import io.jstartup.platforms.os.ListeningSocket;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.store.DescriptorStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The sockets of all apps, by their addresses: opened when the first process that wants one is started, passed to every later one, closed
 * when no listed app names the address any more. Apps that name the same address share it. On the loop's thread.
 */
public final class AppSockets {
  private static final int FIRST_DESCRIPTOR = 3;

  private final OperatingSystem os;
  private final Consumer<String> events;
  private Optional<DescriptorStore> store = Optional.empty();
  private final Map<String, ListeningSocket> held = new LinkedHashMap<>();
  private final Set<String> lost = new HashSet<>();

  /** @param events takes lines for the supervisor's log */
  public AppSockets(OperatingSystem os, Consumer<String> events) {
    this.os = os;
    this.events = events;
  }

  /** From now on they are kept there too. */
  public void keepIn(DescriptorStore newStore) {
    store = Optional.of(newStore);
  }

  private void hold(ListeningSocket socket) {
    held.put(socket.address().address(), socket);
    store.ifPresent(it -> it.keep(name(socket.address()), socket));
  }

  /** An address may be too long, and have what no name may have. */
  private static String name(ListenAddress address) {
    byte[] bytes = OsText.encode(address.address());
    return "listen-" + UUID.nameUUIDFromBytes(bytes);
  }

  /** Gets those of an app back that the store has. */
  public void restore(AppSpec app) {
    for (ListenAddress address : app.listen()) {
      if (!held.containsKey(address.address())) {
        store.flatMap(it -> it.listening(name(address), address)).ifPresent(this::hold);
      }
    }
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
      boolean renewed = lost.contains(address.address()); // until it is open
      known = os.listen(address, renewed);
      events.accept((renewed ? "listening anew on '" : "listening on '") + address.address() + "'");
      hold(known);
      lost.remove(address.address());
    } else if (!known.address().equals(address)) {
      known = known.as(address);
      held.put(address.address(), known);
    }
    return known;
  }

  /** After a predecessor's death: gets those of an app back from a process that was started with them. */
  public void regain(AppSpec app, ProcessIdentity process) {
    restore(app);
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
        hold(socket.get());
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
    hold(socket);
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
        ListeningSocket unwanted = held.remove(address);
        store.ifPresent(it -> it.drop(name(unwanted.address())));
        unwanted.remove();
        events.accept("no longer listening on '" + address + "'");
      }
    }
  }

  /** All that are open. */
  public List<ListeningSocket> open() {
    return List.copyOf(held.values());
  }
}
