package io.jstartup.supervisor.store;

import io.jstartup.model.listen.ListenAddress;
import io.jstartup.platforms.os.Connection;
import io.jstartup.platforms.os.ConnectionHandler;
import io.jstartup.platforms.os.ListeningSocket;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.Replacement;
import io.jstartup.platforms.os.SharedSocket;
import io.jstartup.platforms.os.SocketWish;
import io.jstartup.supervisor.loop.EventLoop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * systemd's file descriptor store: copies of sockets that it keeps while no supervisor runs, and gives to the next one; FDSTORE in
 * sd_notify(3), FileDescriptorStoreMax in systemd.service(5). Below anything else all of this does nothing. On the loop's thread.
 */
public final class DescriptorStore {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /** So many may wait for a systemd that doesn't read; then it is given up. */
  private static final int MOST_WAITING = 4096;

  /** @param held empty: only words */
  private record Message(String text, Optional<Object> held) {}

  private final OperatingSystem os;
  private final EventLoop loop;
  private final Queue<Message> waiting = new ArrayDeque<>();
  private final Consumer<String> events;
  private final Optional<Replacement> replacement;
  private final Map<Integer, String> left;
  private Optional<String> socket;

  /**
   * Keeps nothing yet.
   *
   * @param loop is never held up: what systemd's socket has no room for is sent later
   * @param socket systemd's notification socket, when it started this process
   * @param left the descriptors that it gave to this process, and their names
   * @param events takes lines for the supervisor's log
   */
  public DescriptorStore(
      OperatingSystem os,
      EventLoop loop,
      Optional<String> socket,
      Map<Integer, String> left,
      Consumer<String> events) {
    this.os = os;
    this.loop = loop;
    this.socket = socket;
    this.left = new LinkedHashMap<>(left);
    this.events = events;
    this.replacement = os.replacement();
  }

  /**
   * Has a copy kept; once more for what is kept already changes nothing.
   *
   * @param name without colons and odd characters, at most 255 of them
   * @param held a socket of {@link OperatingSystem} or a connection
   */
  public void keep(String name, Object held) {
    if (socket.isPresent() && replacement.isPresent()) {
      tell("FDSTORE=1\nFDNAME=" + name + "\nFDPOLL=0", Optional.of(held));
    }
  }

  /** Has the copies of that name forgotten. */
  public void drop(String name) {
    if (socket.isPresent() && replacement.isPresent()) {
      tell("FDSTOREREMOVE=1\nFDNAME=" + name, Optional.empty());
    }
  }

  private void tell(String text, Optional<Object> held) {
    waiting.add(new Message(text, held));
    if (waiting.size() == 1) {
      sendWaiting();
    } else if (waiting.size() > MOST_WAITING) {
      giveUp("'" + socket.get() + "' takes nothing");
    }
  }

  private void sendWaiting() {
    try {
      while (!waiting.isEmpty() && offer(waiting.peek())) {
        waiting.remove();
      }
      if (!waiting.isEmpty()) {
        loop.after(LOOK_AGAIN, this::sendWaiting);
      }
    } catch (IOException e) {
      giveUp(e.getMessage());
    }
  }

  /** False: there is no room for it now. One that was closed meanwhile is not to be kept. */
  private boolean offer(Message message) throws IOException {
    byte[] bytes = message.text().getBytes(StandardCharsets.UTF_8);
    if (message.held().isEmpty()) {
      return os.offerDatagram(socket.get(), bytes, -1);
    }
    int descriptor = replacement.get().descriptor(message.held().get());
    return descriptor < 0 || os.offerDatagram(socket.get(), bytes, descriptor);
  }

  private void giveUp(String why) {
    events.accept("cannot have sockets kept, not trying again: " + why);
    socket = Optional.empty();
    waiting.clear();
  }

  /** The socket of that name, if it was left; the caller's from now on. */
  public Optional<SharedSocket> shared(String name, SocketWish wish) {
    return take(name).map(fd -> replacement.get().inheritShared(fd, wish));
  }

  /** As {@link #shared}. */
  public Optional<ListeningSocket> listening(String name, ListenAddress address) {
    return take(name).map(fd -> replacement.get().inheritSocket(fd, address));
  }

  /** As {@link #shared}. */
  public Optional<Connection> channel(String name, Poller poller, ConnectionHandler handler)
      throws OsException {
    Optional<Integer> descriptor = take(name);
    return descriptor.isEmpty()
        ? Optional.empty()
        : Optional.of(replacement.get().inheritChannel(poller, descriptor.get(), handler));
  }

  private Optional<Integer> take(String name) {
    Optional<Integer> found =
        left.entrySet().stream()
            .filter(entry -> entry.getValue().equals(name))
            .map(Map.Entry::getKey)
            .reduce((first, last) -> last);
    found.ifPresent(left::remove);
    return replacement.isPresent() ? found : Optional.empty();
  }

  /** Gives up what nobody has taken. */
  public void closeRest() {
    left.forEach(
        (descriptor, name) -> {
          os.closeInherited(descriptor);
          drop(name);
        });
    left.clear();
  }
}
