package io.jstartup.supervisor.cluster;

import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.platforms.os.SharedSocket;
import io.jstartup.platforms.os.SocketWish;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.store.DescriptorStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The sockets that cluster workers share, by app and key. One is closed when no instance uses it any more: its program closed it, or a
 * later one didn't ask for it, or the whole app is down. A restart or a reload doesn't close it.
 */
final class SharedSockets {
  /** So many an app may have. */
  private static final int MOST = 256;

  private final Supervision supervision;
  private final OperatingSystem os;
  private final DescriptorStore store;
  private final BiConsumer<String, List<Object>> notes;
  private final Map<String, Map<String, Shared>> apps = new LinkedHashMap<>();

  /** @param notes takes an app's name and a JSON list of its sockets whenever that changes, for {@link #regain} */
  SharedSockets(
      Supervision supervision,
      OperatingSystem os,
      DescriptorStore store,
      BiConsumer<String, List<Object>> notes) {
    this.supervision = supervision;
    this.os = os;
    this.store = store;
    this.notes = notes;
  }

  /**
   * The one that a worker asks for, from now on used by it; made when there is none yet.
   *
   * @throws OsException says why it can't be made
   */
  Shared of(Instance instance, Query query, SocketWish wish) throws OsException {
    Map<String, Shared> own = apps.computeIfAbsent(instance.name(), name -> new LinkedHashMap<>());
    Shared known = own.get(query.key());
    boolean changed = known == null || !known.users().contains(instance.uniqueId());
    if (known == null && own.size() >= MOST) {
      String why = "the app listens on " + MOST + " addresses already";
      throw new OsException("cannot listen on", wish.text(), Primary.EMFILE, why);
    }
    if (known == null || !known.socket().reachable()) {
      Shared made = new Shared(query.key(), open(instance, wish), query.data());
      supervision.log().line(instance, "listening on '" + wish.text() + "' for all its workers");
      own.put(query.key(), made);
      if (known != null) {
        made.users().addAll(known.users());
        store.drop(name(known.socket().inode()));
        known.socket().close();
      }
      store.keep(name(made.socket().inode()), made.socket());
      known = made;
      changed = true;
    } else if (known.data() == null && query.data() != null) {
      known = new Shared(query.key(), known.socket(), query.data(), known.users());
      own.put(query.key(), known);
    }
    known.users().add(instance.uniqueId());
    if (changed) {
      note(instance.name());
    }
    return known;
  }

  /** A path is used with the rights of the app's user, and the file is that user's. */
  private SharedSocket open(Instance instance, SocketWish wish) throws OsException {
    Optional<RunAs> user = instance.app().execution().runAs();
    if (wish.kind() != SocketWish.Kind.PATH || user.isEmpty()) {
      return os.share(wish);
    }
    SharedSocket[] made = new SharedSocket[1];
    OsException[] failure = new OsException[1];
    try {
      os.onBehalfOf(
          user.get(),
          Path.of(wish.address()),
          () -> {
            try {
              made[0] = os.share(wish);
            } catch (OsException e) {
              failure[0] = e;
            }
          });
    } catch (IOException | IllegalArgumentException e) {
      throw new OsException("cannot listen on", wish.text(), Primary.EACCES, e.getMessage());
    }
    if (failure[0] != null) {
      throw failure[0];
    }
    return made[0];
  }

  /** It doesn't use these any more. */
  void release(String app, String uniqueId, List<String> keys) {
    Map<String, Shared> own = apps.getOrDefault(app, Map.of());
    boolean changed = false;
    for (String key : keys) {
      Shared shared = own.get(key);
      if (shared != null && shared.users().remove(uniqueId)) {
        changed = true;
        if (shared.users().isEmpty()) {
          close(app, own.remove(key));
        }
      }
    }
    if (changed) {
      note(app);
    }
  }

  /** All keys of an app. */
  List<String> keys(String app) {
    return List.copyOf(apps.getOrDefault(app, Map.of()).keySet());
  }

  /** The names of those that have sockets. */
  List<String> apps() {
    return List.copyOf(apps.keySet());
  }

  boolean uses(String app, String uniqueId) {
    return apps.getOrDefault(app, Map.of()).values().stream()
        .anyMatch(shared -> shared.users().contains(uniqueId));
  }

  /** An app has another name from now on; nothing when one of that name has sockets. */
  void rename(String app, String newName) {
    if (apps.getOrDefault(newName, Map.of()).isEmpty()) {
      apps.put(newName, apps.remove(app));
      note(app);
      note(newName);
    }
  }

  /** The whole app is down. */
  void closeAll(String app) {
    Map<String, Shared> own = apps.remove(app);
    if (own != null) {
      own.values().forEach(shared -> close(app, shared));
      note(app);
    }
  }

  void closeAll() {
    List.copyOf(apps.keySet()).forEach(this::closeAll);
  }

  private static String name(long inode) {
    return "shared-" + inode;
  }

  private void close(String app, Shared shared) {
    store.drop(name(shared.socket().inode()));
    shared.socket().remove();
    String text = shared.socket().wish().text();
    supervision.log().line("app '" + app + "' no longer listens on '" + text + "'");
  }

  private void note(String app) {
    List<Object> sockets = new ArrayList<>();
    apps.getOrDefault(app, Map.of()).values().forEach(shared -> sockets.add(shared.toJson()));
    notes.accept(app, sockets);
  }

  /** All that are open, by their inodes. */
  Map<Long, SharedSocket> open() {
    Map<Long, SharedSocket> open = new LinkedHashMap<>();
    apps.values()
        .forEach(own -> own.values().forEach(it -> open.put(it.socket().inode(), it.socket())));
    return open;
  }

  private static ProcessIdentity identity(Instance instance) {
    return new ProcessIdentity(instance.pid(), instance.processStartTime());
  }

  /** Gets one back that a predecessor has noted down. */
  void regain(String app, Map<?, ?> note, List<Instance> instances, Inherited inherited) {
    SocketWish wish = Shared.wish(note);
    long inode = (Long) note.get("inode");
    Optional<SharedSocket> socket =
        inherited.socket(inode, wish).or(() -> store.shared(name(inode), wish));
    String why = "none of its processes has it";
    for (Instance instance : instances) {
      if (socket.isEmpty() && instance.pid() != 0) {
        try {
          socket = os.shared(identity(instance), wish, inode);
        } catch (OsException e) {
          why = e.getMessage();
        }
      }
    }
    if (socket.isEmpty()) {
      supervision
          .log()
          .line("cannot get socket '" + wish.text() + "' of app '" + app + "' back: " + why);
      return;
    }
    Shared shared = new Shared((String) note.get("key"), socket.get(), null);
    shared.users().addAll(Shared.users(note));
    store.keep(name(inode), shared.socket());
    apps.computeIfAbsent(app, name -> new LinkedHashMap<>()).put(shared.key(), shared);
    note(app);
  }
}
