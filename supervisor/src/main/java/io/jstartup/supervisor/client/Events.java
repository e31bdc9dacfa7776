package io.jstartup.supervisor.client;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/** What happens at a supervisor, over a connection that has {@linkplain SupervisorClient#subscribe() subscribed} to it. */
public final class Events {
  private final Exchange exchange;

  Events(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * Passes on what happens until the connection ends, closed by whomever, the listener throws, or all is told that had happened when
   * {@link #end()} was called. For one thread.
   */
  public void passOn(Consumer<ProcessEvent> listener) {
    passOn(listener, message -> {});
  }

  /** The same, with the messages of processes. */
  public void passOn(Consumer<ProcessEvent> listener, Consumer<ProcessMessage> messages) {
    try {
      for (Map<?, ?> told = exchange.receive();
          !told.containsKey("ok");
          told = exchange.receive()) {
        if ("process:msg".equals(told.get("event"))) {
          messages.accept(Replies.processMessage(told));
        } else {
          listener.accept(Replies.processEvent(told));
        }
      }
    } catch (IOException e) {
      return; // the supervisor went, or this connection was closed
    }
  }

  /** From any thread. The answer comes after all that has happened before, and is the end of {@link #passOn}. */
  public void end() {
    exchange.send(exchange.request("ping"));
  }
}
