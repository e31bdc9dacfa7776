package io.jstartup.supervisor.process;

import io.jstartup.model.Status;
import io.jstartup.supervisor.state.Event;

/** How a start comes to its end: when an instance that runs counts as ready. Who waits for it says so. On the loop's thread only. */
public final class Launching {
  private final Supervision supervision;

  Launching(Supervision supervision) {
    this.supervision = supervision;
  }

  /** It runs: it is ready by that, unless it is waited for. */
  public void launched(Instance instance) {
    if (instance.app.awaited()) {
      supervision.observers().changed(instance);
    } else {
      ready(instance);
    }
  }

  /** It counts as ready from now on; nothing when it does already, or has ended. */
  public void ready(Instance instance) {
    if (instance.status() == Status.LAUNCHING && instance.process != null) {
      supervision.happen(instance, Event.READY);
      supervision.observers().happened("online", instance, instance.pid(), "");
    }
  }

  /** It is not ready in time: it counts as ready all the same, as PM2 has it, unless another one would have to go for it. */
  public void late(Instance instance) {
    instance.late = true;
    if (instance.beside.onTrial()) {
      supervision.observers().changed(instance);
    } else {
      ready(instance);
    }
  }
}
