package io.jstartup.supervisor;

import io.jstartup.dump.DumpStore;
import io.jstartup.dump.Settings;
import io.jstartup.io.Folders;
import io.jstartup.io.PrivateFolder;
import io.jstartup.io.Reason;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.os.BootIdentity;
import io.jstartup.platforms.os.CgroupTree;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.boot.BootProgress;
import io.jstartup.supervisor.boot.Delegation;
import io.jstartup.supervisor.boot.HeapTrim;
import io.jstartup.supervisor.boot.Notifier;
import io.jstartup.supervisor.boot.Overtaken;
import io.jstartup.supervisor.boot.StopProgress;
import io.jstartup.supervisor.client.DaemonLauncher;
import io.jstartup.supervisor.control.ControlServer;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.handover.Inheritance;
import io.jstartup.supervisor.live.LiveJournal;
import io.jstartup.supervisor.log.rotate.Rotations;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.loop.MonotonicClock;
import io.jstartup.supervisor.ops.Requests;
import io.jstartup.supervisor.ops.Shutdown;
import io.jstartup.supervisor.process.EventLog;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.ready.Readiness;
import io.jstartup.supervisor.ready.Receivers;
import io.jstartup.supervisor.reap.OrphanReaper;
import io.jstartup.supervisor.save.Autodump;
import io.jstartup.supervisor.save.Saves;
import io.jstartup.supervisor.store.DescriptorStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/** The supervisor of one home, from its start to its end. */
public final class Daemon {
  private final DaemonOptions options;
  private final HomeLayout home;
  private final OperatingSystem os;
  private final EventLog log;
  private final Poller poller;
  private final EventLoop loop;
  private final Notifier notifier;
  private final Supervision supervision;
  private final DescriptorStore store;
  private final LiveJournal journal;
  private final BootIdentity boot;
  private final Shutdown shutdown;
  private final BootProgress progress;
  private final AutoCloseable lock;
  private final Autodump autodump;
  private final Rotations rotations;
  private final Requests requests;
  private final Signals signals;
  private final LastApp lastApp;
  private final Recovery recovery;
  private final Handover handover;
  private boolean lettingGo;
  private boolean served;

  private Daemon(
      DaemonOptions options,
      OperatingSystem os,
      EventLog log,
      Poller poller,
      AutoCloseable lock,
      Signals signals)
      throws IOException, OsException {
    this.lock = lock;
    this.signals = signals;
    this.options = options;
    this.home = options.home();
    this.os = os;
    this.log = log;
    this.poller = poller;
    this.loop = new EventLoop(poller, MonotonicClock.SYSTEM, log::failure);
    this.notifier = new Notifier(os, options.notifySocket(), log);
    Optional<CgroupTree> cgroups = options.boot() ? Delegation.enter(os, log) : Optional.empty();
    this.supervision = new Supervision(os, poller, loop, home.home().toString(), cgroups, log);
    this.store =
        new DescriptorStore(os, loop, options.notifySocket(), options.descriptors(), log::line);
    supervision.sockets().keepIn(store);
    this.boot = os.boot();
    this.journal =
        new LiveJournal(
            home.liveState(), os, boot, options.boot(), supervision.instances(), loop.clock(), log);
    this.progress = new BootProgress(notifier, supervision.instances());
    this.shutdown = new Shutdown(supervision, this::beginEnd);
    DumpStore dump = new DumpStore(home);
    Saves saves = new Saves(supervision, dump);
    this.autodump = new Autodump(supervision, saves, dump, new Settings(home), shutdown::begun);
    this.rotations = new Rotations(supervision, os, home);
    this.requests =
        new Requests(
            options,
            supervision,
            os,
            dump,
            saves,
            autodump,
            shutdown,
            rotations,
            journal::problems,
            request -> handOver(request));
    this.lastApp = new LastApp(options.only().isPresent(), loop, shutdown);
    this.recovery = new Recovery(options, os, boot, supervision, store, journal, dump, progress);
    this.handover =
        new Handover(
            options, os, poller, supervision, journal, shutdown, rotations, requests, signals);
  }

  /**
   * Runs until it is asked to end by SIGTERM, SIGINT or the {@code kill} request; then all apps are stopped. Uses the calling thread,
   * and the process's handling of SIGTERM, SIGINT, SIGHUP and SIGUSR2.
   *
   * @param log takes one line for each event, without a time, and when it was, in ms since the epoch
   * @return the exit code for the process: 0, that of the only app, or {@link DaemonLauncher#HOME_TAKEN} when another supervisor serves the home
   * @throws ProblemsException when it can't run at all
   */
  public static int run(DaemonOptions options, OperatingSystem os, ObjLongConsumer<String> log) {
    Signals signals = signals(options, os);
    EventLog eventLog = new EventLog(log);
    String what = "cannot run the supervisor of '" + options.home().home() + "'";
    try {
      PrivateFolder.ensure(options.home().home());
      makeFolders(options.home(), eventLog);
      Optional<Inheritance> inherited = Inheritance.find(options, os);
      Optional<AutoCloseable> lock =
          inherited.isPresent()
              ? Optional.of(inherited.get().lock())
              : HomeLock.take(options.home(), os);
      if (lock.isEmpty()) {
        eventLog.line(
            what + ": another supervisor " + HomeLock.holder(options.home()) + "serves it");
        if (options.boot()) {
          Overtaken.bringBackSaved(options.home(), eventLog);
        }
        return DaemonLauncher.HOME_TAKEN;
      }
      try (Poller poller = os.poller()) {
        Daemon daemon = new Daemon(options, os, eventLog, poller, lock.get(), signals);
        daemon.runOrGoBack(inherited);
        return daemon.lastApp.exitCode();
      }
    } catch (IOException | OsException e) {
      throw new ProblemsException(new Problem(what, e.getMessage()), e);
    }
  }

  /** One that came while this program took another's place is waiting; that may have been its own, after it had given way in vain. */
  private static Signals signals(DaemonOptions options, OperatingSystem os) {
    Supplier<Signals> caught = () -> Signals.caught(options.command().unheeded());
    return os.replacement().map(it -> it.admitSignals(caught)).orElseGet(caught);
  }

  /** An app that needs one that is missing says so, and those with logs elsewhere need none. */
  private static void makeFolders(HomeLayout home, EventLog log) {
    for (Path folder : List.of(home.logs(), home.pids())) {
      try {
        Folders.make(folder);
      } catch (IOException e) {
        log.line("cannot make folder '" + folder + "': " + Reason.of(e));
      }
    }
  }

  private void handOver(Request request) {
    handover.ask(request);
  }

  private void serve(Request request) {
    if (handover.frozen()) {
      handover.serveFrozen(request);
    } else if (request.text("op").equals("kill")) {
      recovery.standby().ifPresentOrElse(it -> refuse(request, it), () -> requests.serve(request));
    } else {
      requests.serve(request);
    }
  }

  private static void refuse(Request kill, ProcessIdentity standby) {
    kill.refuse(
        new Problem(
            "cannot end the supervisor",
            "it is taking over from pid " + standby.pid() + ", which may come back",
            "try again in a moment"));
  }

  /** A signal. While a predecessor stands by, somebody found this start to fail, and the apps are to go on below that one. */
  private void end(String why) {
    if (recovery.standby().isEmpty()) {
      shutdown.begin(why);
      return;
    }
    log.line(why + ", leaving the apps to the supervisor that has given way");
    lettingGo = true;
    loop.stop();
  }

  private void runOrGoBack(Optional<Inheritance> inherited) throws IOException, OsException {
    try {
      run(inherited);
    } catch (IOException | OsException | RuntimeException | LinkageError e) {
      if (inherited.isPresent() && !served) {
        log.line("cannot take over from version " + inherited.get().from() + ": " + e);
        inherited
            .get()
            .goBack(e.toString(), () -> options.command().environment(signals.unheeded()));
      }
      throw e;
    }
  }

  private void run(Optional<Inheritance> inherited) throws IOException, OsException {
    new PidFile(home.pidFile(), os.pid(), loop, log).write();
    observe();
    Readiness readiness =
        new Readiness(supervision, os, receivers(inherited), home, poller, store, journal::shared);
    readiness.begin();
    ControlServer server = new ControlServer(loop, os.uid(), this::serve, log);
    new TurnEnd(loop, journal).begin(supervision, server, progress);
    sayStarted(inherited);
    inherited.ifPresent(it -> it.sockets(supervision.sockets()));
    List<Instance> awaited = recovery.takeUp(readiness.primary(), inherited);
    progress.await(awaited, loop);
    autodump.configure(() -> {});
    rotations.start();
    signals.heed(loop, this::end, this::reloadLogs, log);
    // not before: what is taken up and died meanwhile is no orphan
    OrphanReaper.install(os, loop);
    ControlSocket socket =
        new ControlSocket(
            () -> listen(inherited, server),
            listener -> handover.begin(lock, listener, server, readiness),
            loop,
            log);
    socket.open(options.boot() || options.only().isPresent());
    served = true;
    if (inherited.isPresent()) {
      inherited.get().dropReceivers(poller);
    }
    loop.post(() -> {}); // the first turn starts what was taken up
    runLoop();
    if (handover.frozen()) {
      handover.endOrReturn(server);
      return;
    }
    Teardown teardown = new Teardown(home, os, boot, poller, supervision, journal);
    if (!lettingGo) {
      teardown.leaveNothing(readiness);
    }
    teardown.close(socket, server);
  }

  private AutoCloseable listen(Optional<Inheritance> inherited, ControlServer server)
      throws IOException, OsException {
    if (inherited.isEmpty()) {
      return poller.listen(home.socket(), server);
    }
    AutoCloseable listener = inherited.get().listener(poller, server);
    requests.resume(inherited.get().clients(listener, server));
    return listener;
  }

  private void runLoop() throws OsException {
    loop.whenIdle(log::isBehind, log::write);
    log.hold();
    try {
      loop.run();
    } finally {
      log.release();
    }
  }

  private void observe() {
    supervision.observe(journal);
    supervision.observe(progress);
    supervision.observe(new HeapTrim(loop, os));
    supervision.observe(autodump);
    supervision.observe(shutdown);
    supervision.observe(lastApp);
    supervision.observe(new FirstStart(options.only().isPresent(), home, log));
    Triggers.begin(supervision, os, home, shutdown);
    supervision.observe(rotations);
  }

  private void sayStarted(Optional<Inheritance> inherited) {
    log.line(
        "supervisor "
            + options.version()
            + " started, pid "
            + os.pid()
            + (options.boot() ? ", by the boot hook" : "")
            + inherited.map(it -> ", in place of version " + it.from()).orElse(""));
  }

  private void reloadLogs() {
    log.line("got SIGUSR2, looking for logs that were renamed");
    rotations.reload(
        reload -> {
          reload.reopened().forEach(file -> log.line("'" + file + "' has its name back"));
          reload.problems().forEach(problem -> log.line(problem.message()));
        });
  }

  /** Those that were left are taken over, so that nothing that an app sent meanwhile is lost. */
  private Receivers receivers(Optional<Inheritance> inherited) {
    return (address, handler) -> {
      Optional<AutoCloseable> left =
          inherited.isPresent()
              ? inherited.get().receiver(poller, address, handler)
              : Optional.empty();
      return left.isPresent() ? left.get() : poller.receive(address, handler);
    };
  }

  private void beginEnd() {
    journal.ending();
    new StopProgress(notifier, loop).begin();
  }
}
