package io.jstartup.supervisor.handover;

import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.control.ControlServer;
import io.jstartup.supervisor.control.OpenRequest;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.live.LiveJournal;
import io.jstartup.supervisor.process.EventLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The request {@code give-way}: this supervisor freezes and lets another process, the boot hook's, take over what it left in the live
 * state. It stays beside it, touching nothing, until the one who asked says {@code leave}; when that one says {@code stay}, or is gone,
 * it comes back. On the loop's thread.
 */
public final class GivingWay {
  private static final String WHAT = "cannot give way";
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Supplier<Optional<String>> obstacle;
  private final EventLog log;
  private Request asked;
  private boolean begun;
  private Boolean leaving;

  /**
   * Nothing happens before it is asked for.
   *
   * @param obstacle what keeps this supervisor from it at this moment, if anything does
   */
  public GivingWay(Supplier<Optional<String>> obstacle, EventLog log) {
    this.obstacle = obstacle;
    this.log = log;
  }

  /** At the end of the turn it gives way. */
  public void ask(Request request) {
    if (asked != null) {
      throw new ProblemsException(WHAT, "it is about to already", "");
    }
    obstacle.get().ifPresent(GivingWay::refuse);
    asked = request;
  }

  private static void refuse(String why) {
    throw new ProblemsException(WHAT, why, "try again");
  }

  public boolean asked() {
    return asked != null && !begun;
  }

  /** Whether it has given way: nothing of its own may happen any more. */
  public boolean begun() {
    return begun;
  }

  /**
   * When all of a turn is written down: publishes the state, and gives up the home.
   *
   * @return false: it goes on
   */
  public boolean freeze(
      ProcessIdentity self,
      LiveJournal journal,
      Poller poller,
      ControlServer server,
      List<OpenRequest> open,
      List<AutoCloseable> held) {
    Optional<String> why = obstacle.get();
    try {
      if (why.isEmpty()) {
        journal.leaveToHook(self);
      }
    } catch (IOException e) {
      why = Optional.of("the live state can't be written: " + e.getMessage());
    }
    if (why.isPresent()) {
      asked.refuse(new Problem(WHAT, why.get(), "try again"));
      asked = null;
      return false;
    }
    begun = true;
    log.line("giving way to the boot hook's supervisor");
    poller.forgetExits();
    open.forEach(GivingWay::dismiss);
    held.forEach(this::close);
    asked.reply(Map.of());
    server.hangUpAllBut(asked.connection());
    server.sendPending();
    return true;
  }

  private static void dismiss(OpenRequest open) {
    open.request()
        .refuse(
            new Problem(
                "cannot tell what became of '" + open.verb() + "'",
                "the boot hook's supervisor is taking over",
                "it goes on with it; see 'jstartup list'"));
  }

  private void close(AutoCloseable held) {
    try {
      held.close();
    } catch (Exception e) {
      log.failure(e);
    }
  }

  /** What the one who asked says in the end. */
  public void serve(Request request) {
    switch (request.text("op")) {
      case "leave" -> decide(request, true);
      case "stay" -> decide(request, false);
      default ->
          request.refuse(
              new Problem("cannot do that", "this supervisor has given way", "try again"));
    }
  }

  private void decide(Request request, boolean leave) {
    leaving = leave;
    request.reply(Map.of());
  }

  /** Waits for the word; true: leave. */
  public boolean await(Poller poller, ControlServer server) throws OsException {
    while (leaving == null && server.connections().contains(asked.connection())) {
      poller.await(LOOK_AGAIN);
      server.sendPending();
    }
    return Boolean.TRUE.equals(leaving);
  }
}
