package io.jstartup.supervisor;

import io.jstartup.io.DurableFile;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Status;
import io.jstartup.supervisor.process.EventLog;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Observer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A supervisor that is there for one app alone leaves word of how its first start went, for whoever has made the app a service: see
 * {@link HomeLayout#began()}. An app that has begun and then ends, by design or by a crash, has begun.
 */
final class FirstStart implements Observer {
  private final boolean only;
  private final HomeLayout home;
  private final EventLog log;
  private boolean told;

  FirstStart(boolean only, HomeLayout home, EventLog log) {
    this.only = only;
    this.home = home;
    this.log = log;
  }

  private static boolean couldNotBeStarted(Instance instance) {
    return instance.status() == Status.WAITING_RESTART && instance.launches() == 0;
  }

  @Override
  public void changed(Instance instance) {
    Status status = instance.status();
    if (!only || told) {
      return;
    }
    if (status == Status.ONLINE || status == Status.STOPPED && instance.endedByItself()) {
      tell("");
    } else if (status == Status.ERRORED || couldNotBeStarted(instance)) {
      tell(instance.reason().isEmpty() ? "it could not be started" : instance.reason());
    }
  }

  @Override
  public void removed(Instance instance) {}

  private void tell(String reason) {
    told = true;
    try {
      DurableFile.system().replace(home.began(), reason.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      log.failure(e);
    }
  }
}
