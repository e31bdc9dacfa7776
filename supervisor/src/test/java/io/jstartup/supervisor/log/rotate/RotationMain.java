package io.jstartup.supervisor.log.rotate;

import io.jstartup.model.LogRotation;
import io.jstartup.platforms.os.OperatingSystems;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** {@code STATE LOG STEP}: rotates in a JVM of its own, says so after this step, and then waits to be killed. */
public final class RotationMain {
  static final Rule RULE = new Rule(100_000, LogRotation.KEEP_ALL, false, Rule.DEFAULT_DATE_FORMAT);

  private RotationMain() {}

  public static void main(String[] words) throws Exception {
    Step last = Step.valueOf(words[2]);
    Rotation rotation =
        new Rotation(
            OperatingSystems.current(),
            RotationState.read(Path.of(words[0])),
            Clock.systemDefaultZone(),
            step -> waitAt(step, last));
    rotation.rotate(new LiveLog(Path.of(words[1]), RULE, Optional.empty()), false, Set.of());
  }

  private static void waitAt(Step step, Step last) {
    while (step == last) {
      System.out.println(step);
      LockSupport.park();
    }
  }
}
