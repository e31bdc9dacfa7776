package io.jstartup.supervisor.log.rotate;

import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.FileTask;
import io.jstartup.platforms.os.OperatingSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Root touches another user's logs only where that user can't have planted a link. */
record Rights(OperatingSystem os) {
  void on(Optional<RunAs> owner, Path log, FileTask task) throws IOException {
    if (owner.isPresent()) {
      os.onBehalfOf(owner.get(), log, task);
    } else {
      task.run();
    }
  }
}
