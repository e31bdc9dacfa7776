package io.jstartup.supervisor;

import io.jstartup.model.HomeLayout;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.control.ControlServer;
import io.jstartup.supervisor.control.OpenRequest;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.handover.Estate;
import io.jstartup.supervisor.handover.GivingWay;
import io.jstartup.supervisor.handover.Update;
import io.jstartup.supervisor.live.LiveJournal;
import io.jstartup.supervisor.log.rotate.Rotations;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.ops.Requests;
import io.jstartup.supervisor.ops.Shutdown;
import io.jstartup.supervisor.process.EventLog;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.ready.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a supervisor that runs hands its apps over: to another version in its own process, {@link Update}, or to the boot hook's supervisor
 * beside it, {@link GivingWay}. One at a time, and neither while the supervisor ends, an app is reloaded or something is being written.
 * On the loop's thread.
 */
final class Handover {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final DaemonOptions options;
  private final HomeLayout home;
  private final OperatingSystem os;
  private final Poller poller;
  private final EventLoop loop;
  private final Supervision supervision;
  private final LiveJournal journal;
  private final Shutdown shutdown;
  private final Rotations rotations;
  private final Requests requests;
  private final Signals signals;
  private final EventLog log;
  private final Update update;
  private final GivingWay givingWay;

  Handover(
      DaemonOptions options,
      OperatingSystem os,
      Poller poller,
      Supervision supervision,
      LiveJournal journal,
      Shutdown shutdown,
      Rotations rotations,
      Requests requests,
      Signals signals) {
    this.options = options;
    this.home = options.home();
    this.os = os;
    this.poller = poller;
    this.loop = supervision.loop();
    this.supervision = supervision;
    this.journal = journal;
    this.shutdown = shutdown;
    this.rotations = rotations;
    this.requests = requests;
    this.log = supervision.log();
    this.givingWay = new GivingWay(this::obstacleToGivingWay, log);
    this.signals = signals;
    this.update = new Update(options, os, loop, log, this::obstacleToUpdate, signals::unheeded);
  }

  /** The requests {@code update} and {@code give-way}: takes one up, or throws what is against it. */
  void ask(Request request) {
    if (request.text("op").equals("update")) {
      update.begin(request);
    } else {
      givingWay.ask(request);
    }
  }

  /** Whether this supervisor has given way: nothing of its own may happen any more, and {@link #serveFrozen} takes all requests. */
  boolean frozen() {
    return givingWay.begun();
  }

  void serveFrozen(Request request) {
    givingWay.serve(request);
  }

  /** From now on what was asked for is done at the end of a turn, after all that is at the turns' ends already. */
  void begin(
      AutoCloseable lock, AutoCloseable listener, ControlServer server, Readiness readiness) {
    os.replacement()
        .map(
            it ->
                new Estate(
                    it,
                    lock,
                    listener,
                    server,
                    this::openRequests,
                    supervision.sockets(),
                    readiness::receivers,
                    readiness.primary()::open))
        .ifPresent(estate -> loop.atTurnEnd(() -> goOver(estate)));
    loop.atTurnEnd(() -> giveWay(server, List.of(listener, readiness, lock)));
  }

  private List<OpenRequest> openRequests() {
    List<OpenRequest> open = new ArrayList<>(requests.open());
    update.open().ifPresent(open::add);
    return open;
  }

  /** What a save writes can't be handed over. */
  private void goOver(Estate estate) {
    if (update.ready() && !requests.saving()) {
      supervision.outputs().pause();
      log.write(); // nothing of this program is left after it
      update.goOver(estate);
      supervision.outputs().resume();
    }
  }

  /** Once nothing is being saved and no log is being rotated. */
  private void giveWay(ControlServer server, List<AutoCloseable> held) {
    if (!givingWay.asked()) {
      rotations.release();
      return;
    }
    if (!rotations.hold()) {
      loop.after(LOOK_AGAIN, () -> {}); // its turn ends here again
      return;
    }
    if (requests.saving()) {
      return;
    }
    supervision.outputs().pause();
    if (givingWay.freeze(self(), journal, poller, server, requests.open(), held)) {
      loop.stop();
    } else {
      supervision.outputs().resume();
    }
  }

  private ProcessIdentity self() {
    return os.identify(os.pid()).orElseThrow();
  }

  /** Of a frozen supervisor: ends without a trace, or begins anew as the successor of itself. */
  void endOrReturn(ControlServer server) throws OsException {
    signals.leave(log);
    if (givingWay.await(poller, server)) {
      log.line("the boot hook's supervisor has taken over");
      return;
    }
    log.line("the boot hook's supervisor has not taken over, coming back");
    List<String> line = options.command().line();
    os.replacement()
        .orElseThrow()
        .replace(
            line.get(0), line, () -> options.command().environment(signals.unheeded()), List.of());
  }

  private Optional<String> obstacleToUpdate() {
    return givingWay.asked() ? Optional.of("it is giving way to the boot hook's") : obstacle();
  }

  private Optional<String> obstacleToGivingWay() {
    if (os.replacement().isEmpty() || !options.command().known()) {
      return Optional.of("it can't be done here");
    }
    return update.open().isPresent()
        ? Optional.of("it is being replaced by another version")
        : obstacle();
  }

  /** What keeps this supervisor from handing over now. */
  private Optional<String> obstacle() {
    if (shutdown.begun()) {
      return Optional.of("the supervisor is ending");
    }
    if (requests.reloading()) {
      return Optional.of("an app is being reloaded");
    }
    return journal.behind()
        ? Optional.of("the live state '" + home.liveState() + "' can't be written")
        : Optional.empty();
  }
}
