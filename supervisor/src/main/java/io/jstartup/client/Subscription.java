package io.jstartup.client;

import io.jstartup.supervisor.client.SupervisorClient;
import java.util.function.Consumer;

/** A listener at work, until it is closed or the supervisor ends. It has a connection and a daemon thread of its own. */
public final class Subscription implements AutoCloseable {
  private final SupervisorClient client;
  private final Consumer<Subscription> onClose;
  private final Thread thread;
  private volatile boolean closed;

  private Subscription(
      SupervisorClient client, EventListener listener, Consumer<Subscription> onClose) {
    this.client = client;
    this.onClose = onClose;
    this.thread = new Thread(() -> listen(listener), "jstartup events");
    thread.setDaemon(true);
  }

  /** Takes over the connection; events are heard from when this returns on. */
  static Subscription begin(
      SupervisorClient client, EventListener listener, Consumer<Subscription> onClose) {
    client.subscribe();
    Subscription subscription = new Subscription(client, listener, onClose);
    subscription.thread.start();
    return subscription;
  }

  private void listen(EventListener listener) {
    try (client) {
      client.passOn(
          event -> {
            if (!closed) {
              listener.happened(event);
            }
          });
    }
    if (!closed) {
      listener.ended();
    }
  }

  /** After this no event is told any more; one that is being told is waited for, unless it is the listener itself that closes. */
  @Override
  public void close() {
    closed = true;
    onClose.accept(this);
    client.close();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
