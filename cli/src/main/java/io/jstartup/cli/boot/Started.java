package io.jstartup.cli.boot;

import io.jstartup.generator.BootHooks;
import io.jstartup.generator.RenderedHook;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.client.SupervisorClient;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Waits for the supervisor of a service that was just started: most init systems say no more than that they have started something. */
record Started(BootHooks boot, RenderedHook hook) {
  /** Time for the script's own wait for the network, and for a slow machine. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  /** A service may show as not running for a moment, until its init system has seen the start. */
  private static final Duration LONGEST_DOWN = Duration.ofSeconds(10);

  private static final Duration SHORT_WAIT = Duration.ofSeconds(3);

  /** Whether the init system's own start returns when the supervisor is ready: by systemd's READY. */
  static boolean waits(RenderedHook hook) {
    return hook.plan().initSystem().startsWith("systemd");
  }

  /**
   * Returns when the supervisor answers.
   *
   * @throws ProblemsException when the service has ended, or 3 min have passed
   */
  void await() {
    long begin = System.nanoTime();
    long lastUp = begin;
    while (!answers()) {
      if (boot.runs(hook)) {
        lastUp = System.nanoTime();
      }
      if (waits(hook) || passed(lastUp, LONGEST_DOWN) || passed(begin, LONGEST)) {
        throw new ProblemsException(
            "service '" + hook.plan().serviceName() + "' was started and does not answer",
            boot.runs(hook) ? "its supervisor is not up after 3 min" : "it has ended",
            "see '" + new HomeLayout(hook.hook().jstartupHome()).log() + "'");
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  /**
   * Whether a supervisor that does not answer is about to: at boot, or after a crash. Stopping the service then would stop the apps. One
   * that was told to end leaves nothing behind, so it is not waited for as long.
   */
  boolean comesUp() {
    HomeLayout home = new HomeLayout(hook.hook().jstartupHome());
    Duration longest = Files.exists(home.liveState()) ? LONGEST_DOWN : SHORT_WAIT;
    long begin = System.nanoTime();
    while (!answers()) {
      if (passed(begin, longest) || !boot.runs(hook)) {
        return false;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    return true;
  }

  private static boolean passed(long since, Duration time) {
    return System.nanoTime() - since > time.toNanos();
  }

  private boolean answers() {
    HomeLayout home = new HomeLayout(hook.hook().jstartupHome());
    try (SupervisorClient client = SupervisorClient.connect(home.socket()).orElse(null)) {
      return Optional.ofNullable(client).isPresent();
    } catch (IOException e) {
      return false;
    }
  }
}
