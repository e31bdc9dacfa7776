package io.jstartup.client;

import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.client.Events;
import io.jstartup.supervisor.client.SupervisorClient;
import java.util.function.Consumer;

/** A listener at work, until it is closed or the supervisor ends. It has a connection and a daemon thread of its own. */
public final class Subscription implements AutoCloseable {
  private static final long LONGEST_MILLIS = 5000;

  private final SupervisorClient client;
  private final Events events;
  private final Consumer<Subscription> onClose;
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean closed;

  private Subscription(
      SupervisorClient client,
      Events events,
      EventListener listener,
      Consumer<Subscription> onClose) {
    this.client = client;
    this.events = events;
    this.onClose = onClose;
    this.thread = new Thread(() -> listen(listener), "jstartup events");
    thread.setDaemon(true);
  }

  /** Takes over the connection; events are heard from when this returns on. */
  static Subscription begin(
      SupervisorClient client, EventListener listener, Consumer<Subscription> onClose) {
    Events events = client.subscribe();
    Subscription subscription = new Subscription(client, events, listener, onClose);
    subscription.thread.start();
    return subscription;
  }

  private void listen(EventListener listener) {
    try (client) {
      events.passOn(
          event -> {
            if (!closed) {
              listener.happened(event);
            }
          },
          message -> {
            if (!closed) {
              listener.said(message);
            }
          });
    }
    if (!closing) {
      listener.ended();
    }
  }

  /**
   * All that has happened before is told first, unless that takes longer than 5 s or it is the listener itself that
   * closes; an event that is being told is waited for in any case. After this none is told any more.
   */
  @Override
  public void close() {
    closing = true;
    onClose.accept(this);
    try {
      if (Thread.currentThread() != thread) {
        hearOut();
      }
      closed = true;
      client.close();
      if (Thread.currentThread() != thread) {
        thread.join();
      }
    } catch (InterruptedException e) {
      closed = true;
      client.close();
      Thread.currentThread().interrupt();
    }
  }

  private void hearOut() throws InterruptedException {
    try {
      events.end();
      thread.join(LONGEST_MILLIS);
    } catch (ProblemsException e) {
      return; // the supervisor is gone: the thread ends too
    }
  }
}
