package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.model.ready.ReadyPolicy;
import java.nio.file.Path;
import java.util.Set;

/** When it counts as ready, and whether it goes on well: systemd.service(5). */
final class ReadyLines {
  private static final int EXEC_SINCE = 240;

  /** These get a channel of Node's from the supervisor, and may tell it there. */
  private static final Set<String> NODE = Set.of("node", "nodejs", "bun");

  private ReadyLines() {}

  static void add(Draft draft) {
    AppSpec app = draft.app();
    ReadyPolicy ready = app.ready();
    boolean notify = ready.waitReady() && !isNode(app.launch());
    draft.service("Type=" + (notify ? "notify" : draft.knows(EXEC_SINCE) ? "exec" : "simple"));
    if (notify || ready.notifySocket() || !ready.watchdog().isZero()) {
      draft.service("NotifyAccess=all");
    }
    if (notify) {
      draft.exact("wait_ready", "Type=notify");
      long millis = Math.max(1, app.listenTimeout().toMillis());
      draft.service("TimeoutStartSec=" + millis + "ms");
      draft.approximated("listen_timeout", "TimeoutStartSec=: what is late has failed");
    } else if (ready.waitReady()) {
      draft.lost("wait_ready", "no channel to Node: it is ready once it runs");
    }
    rest(draft, ready);
  }

  private static void rest(Draft draft, ReadyPolicy ready) {
    if (ready.notifySocket()) {
      draft.exact("notify", "NotifyAccess=");
    }
    if (!ready.watchdog().isZero()) {
      draft.service("WatchdogSec=" + ready.watchdog().toMillis() + "ms");
      draft.approximated("watchdog", "WatchdogSec=: it is ended by SIGABRT");
    }
    ready.ready().ifPresent(probe -> draft.lost("ready", "systemd asks apps nothing"));
    ready.health().ifPresent(probe -> draft.lost("health", "systemd asks apps nothing"));
  }

  private static boolean isNode(Launch launch) {
    return NODE.contains(String.valueOf(Path.of(launch.interpreter()).getFileName()));
  }
}
