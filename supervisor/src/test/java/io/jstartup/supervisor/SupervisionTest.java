package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.model.AppSpec;
import io.jstartup.model.SavedInstance;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.platforms.os.Poller;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.loop.MonotonicClock;
import io.jstartup.supervisor.process.EventLog;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Observer;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.state.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisionTest {
  @TempDir Path folder;

  /** Whoever notes down changes would keep what is deleted for ever. */
  @Test
  void tellsNothingOfAnInstanceThatIsGone() throws Exception {
    List<String> heard = new ArrayList<>();
    AppSpec idle = new TestDaemon(folder).shell("idle", "exit");
    OperatingSystem os = OperatingSystems.current();
    try (Poller poller = os.poller()) {
      EventLoop loop = new EventLoop(poller, MonotonicClock.SYSTEM, failure -> {});
      Supervision supervision =
          new Supervision(
              os,
              poller,
              loop,
              folder.toString(),
              Optional.empty(),
              new EventLog((line, at) -> {}));
      supervision.observe(noting(heard));
      Instance instance = supervision.add(new SavedInstance(idle, 0, "u", false));
      supervision.reset(instance);
      supervision.happen(instance, Event.DELETE);
    }
    assertEquals(List.of("changed", "removed"), heard);
  }

  private static Observer noting(List<String> heard) {
    return new Observer() {
      @Override
      public void changed(Instance instance) {
        heard.add("changed");
      }

      @Override
      public void removed(Instance instance) {
        heard.add("removed");
      }
    };
  }
}
