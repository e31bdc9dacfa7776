package io.jstartup.client;

import io.jstartup.supervisor.client.ProcessEvent;
import io.jstartup.supervisor.client.ProcessMessage;

/** Hears of what happens to processes. Called on the subscription's own thread, one event after the other, in their order. */
@FunctionalInterface
public interface EventListener {
  /** Something happened. What it throws ends the subscription and goes to the thread's handler of uncaught exceptions. */
  void happened(ProcessEvent event);

  /** A process sent a message over its channel; as {@link #happened}. */
  default void said(ProcessMessage message) {}

  /** No more events will come: the supervisor has ended or its connection was lost. Not called for a subscription that was closed. */
  default void ended() {}
}
