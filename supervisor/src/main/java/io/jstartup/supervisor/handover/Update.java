package io.jstartup.supervisor.handover;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.supervisor.DaemonOptions;
import io.jstartup.supervisor.control.OpenRequest;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.process.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The request {@code update}: tries the other version as a child and, when that could take over, runs it in this process. It answers
 * the request; until then, and when it can't come up, this supervisor goes on as ever. On the loop's thread.
 */
public final class Update {
  private static final String WHAT = "cannot replace the supervisor";

  private final DaemonOptions options;
  private final HomeLayout home;
  private final OperatingSystem os;
  private final EventLoop loop;
  private final EventLog log;
  private final Supplier<Optional<String>> obstacle;
  private final Supplier<List<String>> unheeded;
  private Request asked;
  private OwnCommand successor;
  private boolean ready;

  /**
   * Nothing happens before it is asked for.
   *
   * @param obstacle what keeps this supervisor from handing over at this moment, if anything does
   * @param unheeded the names of signals that came and are left to the next version
   */
  public Update(
      DaemonOptions options,
      OperatingSystem os,
      EventLoop loop,
      EventLog log,
      Supplier<Optional<String>> obstacle,
      Supplier<List<String>> unheeded) {
    this.options = options;
    this.home = options.home();
    this.os = os;
    this.loop = loop;
    this.log = log;
    this.obstacle = obstacle;
    this.unheeded = unheeded;
  }

  /**
   * Begins it. The request names the {@code program} to run, and the folder of the {@code java} that its launcher is to use.
   *
   * @throws ProblemsException when it can't even be tried
   */
  public void begin(Request request) {
    List<String> program = request.texts("program");
    if (asked != null) {
      throw new ProblemsException(WHAT, "it is being replaced already", "");
    }
    if (os.replacement().isEmpty() || !options.command().known()) {
      String remedy = "run 'jstartup save', 'jstartup kill' and 'jstartup resurrect'";
      throw new ProblemsException(WHAT, "it can't be done here", remedy);
    }
    if (program.isEmpty() || !program.get(0).startsWith("/")) {
      throw new ProblemsException(WHAT, "the request names no program", "");
    }
    obstacle.get().ifPresent(Update::refuse);
    asked = request;
    successor = options.command().by(program);
    if (!options.boot() && !request.text("java").isEmpty()) {
      successor = successor.on(request.text("java"));
    }
    log.line("asked to go over to '" + program.get(0) + "', trying it");
    OwnCommand tried = successor;
    Thread trial = new Thread(() -> run(tried), "preflight");
    trial.setDaemon(true);
    try {
      trial.start();
    } catch (OutOfMemoryError e) {
      asked = null;
      refuse("no thread can be started: " + e.getMessage());
    }
  }

  private static void refuse(String why) {
    throw new ProblemsException(WHAT, why, "try again");
  }

  private void run(OwnCommand tried) {
    try {
      String version = Preflight.run(tried);
      loop.post(() -> passed(version));
    } catch (ProblemsException e) {
      loop.post(() -> giveUp(e.problems()));
    } catch (RuntimeException e) {
      loop.post(() -> giveUp(List.of(new Problem(WHAT, e.toString()))));
    }
  }

  private void passed(String version) {
    log.line("going over from version " + options.version() + " to " + version);
    ready = true;
  }

  private void giveUp(List<Problem> problems) {
    problems.forEach(problem -> log.line(problem.message()));
    asked.reply(java.util.Map.of(), problems);
    asked = null;
    ready = false;
  }

  /** Whether it is about to go over. */
  public boolean ready() {
    return ready;
  }

  /** At the end of a turn, when all it did is done, written down and sent: goes over when the trial went well. */
  public void goOver(Estate estate) {
    if (!ready) {
      return;
    }
    Optional<String> why = obstacle.get();
    if (why.isPresent()) {
      giveUp(List.of(new Problem(WHAT, why.get(), "try again")));
      return;
    }
    try {
      List<String> back = options.command().line(OwnCommand.HANDOVER);
      HandoverState state =
          estate.state(os.identify(os.pid()).orElseThrow(), options.version(), back);
      state.write(home.handover());
      List<String> line = successor.line(OwnCommand.HANDOVER);
      Supplier<List<String>> environment = () -> successor.environment(unheeded.get());
      estate.replacement().replace(line.get(0), line, environment, state.descriptors());
    } catch (IOException | OsException e) {
      forget();
      giveUp(List.of(new Problem(WHAT, e.getMessage())));
    }
  }

  private void forget() {
    try {
      Files.deleteIfExists(home.handover());
    } catch (IOException e) {
      log.line("cannot remove '" + home.handover() + "': " + e.getMessage());
    }
  }

  /** The request for it, which the next version answers. */
  public Optional<OpenRequest> open() {
    return Optional.ofNullable(asked)
        .map(it -> new OpenRequest(it, Inheritance.UPDATE, List.of(), List.of(), List.of()));
  }
}
