package io.jstartup.cli.daemon;

import io.jstartup.cli.logs.LogStream;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Session;
import io.jstartup.cli.start.Starting;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.client.Description;
import io.jstartup.supervisor.client.Events;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** The apps of a supervisor in this very process: has them started, and the supervisor ended when none of them runs any more. */
final class RuntimeApps {
  /** No app ran to a good end; PM2's own code for it. */
  private static final int NOTHING_RUNS = 2;

  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  /** One who stops an app to start another has so long; as with PM2. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final Set<String> DOWN = Set.of("stopped", "errored");
  private static final String GOOD_END = "exited with 0 ";

  private final Session session;
  private final Optional<Starting> starting;
  private final LogStream logs;
  private final boolean autoExit;
  private int supervisor;
  private volatile boolean ended;
  private volatile int exitCode = ExitCode.OK;

  RuntimeApps(Session session, Optional<Starting> starting, LogStream logs, boolean autoExit) {
    this.session = session;
    this.starting = starting;
    this.logs = logs;
    this.autoExit = autoExit;
  }

  /**
   * Waits for the supervisor, in a thread that keeps no program running.
   *
   * @param pid the supervisor's: none else is asked for anything
   */
  void begin(int pid) {
    supervisor = pid;
    Thread thread = new Thread(this::serve, "runtime");
    thread.setDaemon(true);
    thread.start();
  }

  void supervisorEnded() {
    ended = true;
  }

  int exitCode() {
    return exitCode;
  }

  private void serve() {
    try (SupervisorClient client = await()) {
      if (client != null) {
        logs.begin();
        if (start(client) && autoExit) {
          watch(client);
        }
      }
    } catch (ProblemsException e) {
      if (!ended) {
        e.problems().forEach(session.console()::problem);
      }
    }
  }

  private SupervisorClient await() {
    Optional<SupervisorClient> client = reach();
    while (client.isEmpty() && !ended) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      client = reach();
    }
    return client.orElse(null);
  }

  private Optional<SupervisorClient> reach() {
    Optional<SupervisorClient> client = session.reach();
    if (client.isPresent() && client.get().ping().pid() != supervisor) {
      client.get().close();
      return Optional.empty();
    }
    return client;
  }

  /** Whether there is anything to watch. */
  private boolean start(SupervisorClient client) {
    List<Problem> problems;
    boolean any = false;
    try {
      Outcome outcome =
          starting.isPresent()
              ? starting.get().run(client, SupervisorClient.QUIET)
              : client.resurrect(SupervisorClient.QUIET);
      outcome.notes().forEach(session.console()::note);
      logs.refresh();
      problems = outcome.problems();
      any = problems.isEmpty() || !outcome.processes().isEmpty();
    } catch (ProblemsException e) {
      problems = e.problems();
    }
    problems.forEach(session.console()::problem);
    if (!any) {
      giveUp(ExitCode.FAILED);
    }
    return any;
  }

  /** The connection breaks when the supervisor was told to end: then there is nothing left to decide. */
  private void watch(SupervisorClient client) {
    try (SupervisorClient listening = await()) {
      if (listening != null) {
        Events events = listening.subscribe();
        endWhenOver(client);
        events.passOn(event -> endWhenOver(client));
      }
    } catch (ProblemsException e) {
      return;
    }
  }

  private void endWhenOver(SupervisorClient client) {
    if (over(client.describe(List.of("all")).instances())) {
      LockSupport.parkNanos(GRACE.toNanos());
      List<Description> all = client.describe(List.of("all")).instances();
      if (over(all)) {
        giveUp(all.stream().allMatch(RuntimeApps::isWell) ? ExitCode.OK : NOTHING_RUNS);
      }
    }
  }

  private static boolean over(List<Description> all) {
    return all.stream().allMatch(it -> DOWN.contains(it.process().status()));
  }

  private static boolean isWell(Description app) {
    return app.process().status().equals("stopped") && app.lastEnd().startsWith(GOOD_END);
  }

  private void giveUp(int code) {
    exitCode = code;
    try (SupervisorClient client = reach().orElse(null)) {
      if (client != null) {
        client.kill(SupervisorClient.QUIET);
      }
    }
  }
}
