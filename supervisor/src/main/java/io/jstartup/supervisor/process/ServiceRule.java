package io.jstartup.supervisor.process;

import io.jstartup.supervisor.state.Event;

/** What the init system runs as a service of its own is never started here, whatever happens: it would run twice. */
final class ServiceRule {
  private ServiceRule() {}

  /** What becomes of an event that could lead to a start. */
  static Event instead(Event event) {
    return switch (event) {
      case START, RESTART, DELAY_OVER -> Event.STOP;
      case EXIT_RESTART, EXIT_WAIT -> Event.EXIT_STAY;
      case SPAWN_WAIT -> Event.SPAWN_FAILED;
      default -> event;
    };
  }
}
