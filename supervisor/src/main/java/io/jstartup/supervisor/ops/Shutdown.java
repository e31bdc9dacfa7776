package io.jstartup.supervisor.ops;

import io.jstartup.model.Status;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Observer;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.state.Event;
import java.util.ArrayList;

/** The orderly end: all apps are stopped at the same time, then the loop ends. The saved list is not touched. */
public final class Shutdown implements Observer {
  private final Supervision supervision;
  private final Runnable onBegin;
  private boolean begun;
  private boolean allAsked;

  /**
   * Nothing happens before {@link #begin}.
   *
   * @param onBegin runs once, before the first app is stopped
   */
  public Shutdown(Supervision supervision, Runnable onBegin) {
    this.supervision = supervision;
    this.onBegin = onBegin;
  }

  public boolean begun() {
    return begun;
  }

  /** Stops everything; a second call changes nothing. */
  public void begin(String why) {
    if (begun) {
      return;
    }
    begun = true;
    supervision.log().line(why + ", stopping " + supervision.instances().all().size() + " apps");
    onBegin.run();
    for (Instance instance : new ArrayList<>(supervision.instances().all())) {
      supervision.happen(instance, Event.STOP);
      supervision.stopping().goNow(instance);
    }
    allAsked = true; // one that is down is at once what it was asked to be, while others still run
    endWhenAllStopped();
  }

  @Override
  public void changed(Instance instance) {
    if (allAsked) {
      endWhenAllStopped();
    }
  }

  @Override
  public void removed(Instance instance) {
    changed(instance);
  }

  private void endWhenAllStopped() {
    for (Instance instance : supervision.instances().all()) {
      if (instance.status() != Status.STOPPED && instance.status() != Status.ERRORED) {
        return;
      }
    }
    supervision.loop().stop();
  }
}
