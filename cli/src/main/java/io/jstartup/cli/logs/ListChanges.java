package io.jstartup.cli.logs;

import io.jstartup.cli.session.Session;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.client.Events;
import io.jstartup.supervisor.client.ProcessEvent;
import io.jstartup.supervisor.client.SupervisorClient;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Hears from the supervisor when its list may have changed, so that nobody has to ask all the time. A supervisor that went away is
 * waited for. Has a thread of its own, which keeps no program running.
 */
final class ListChanges {
  private static final long LOOK_AGAIN_SECONDS = 1;

  private final Session session;
  private final Set<String> listed = new HashSet<>();
  private volatile boolean changed;

  private ListChanges(Session session) {
    this.session = session;
  }

  static ListChanges begin(Session session) {
    ListChanges changes = new ListChanges(session);
    Thread thread = new Thread(changes::listen, "list changes");
    thread.setDaemon(true);
    thread.start();
    return changes;
  }

  /** Whether the list may have changed since this was asked last. */
  boolean take() {
    boolean was = changed;
    changed = false;
    return was;
  }

  private void listen() {
    try {
      while (true) {
        listenOnce();
        TimeUnit.SECONDS.sleep(LOOK_AGAIN_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listenOnce() {
    try {
      Optional<SupervisorClient> found = session.reach();
      if (found.isPresent()) {
        try (SupervisorClient client = found.get()) {
          Events events = client.subscribe();
          changed = true;
          events.passOn(this::happened);
        }
      }
    } catch (ProblemsException e) {
      return; // it is just ending, or just beginning
    }
  }

  /** An app that ends and starts again keeps its files. */
  private void happened(ProcessEvent event) {
    String key = event.id() + " " + event.name();
    boolean gone = event.event().equals("delete") && listed.remove(key);
    changed |= gone || listed.add(key);
  }
}
