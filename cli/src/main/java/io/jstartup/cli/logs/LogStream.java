package io.jstartup.cli.logs;

import io.jstartup.cli.output.OutputClosed;
import io.jstartup.cli.session.Session;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.log.read.LineSink;
import io.jstartup.supervisor.log.read.LogFollower;
import io.jstartup.supervisor.log.read.LogSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * All that apps and supervisor write from some moment on, on stdout, for as long as the supervisor of this process runs. It has a thread of its
 * own, which keeps no program running.
 */
public final class LogStream {
  private static final long LONGEST_BEGIN_SECONDS = 10;
  private static final long LONGEST_END_MILLIS = 5000;

  private final Session session;
  private final LogTargets targets;
  private final LogPrinter printer;
  private final PrefixedStyle prefixed;
  private final CountDownLatch live = new CountDownLatch(1);
  private final Thread thread = new Thread(this::follow, "runtime logs");
  private volatile List<LogSource> sources = List.of();
  private volatile boolean ended;

  /** Of the follower's thread: how often it was told since the end. */
  private int toldOfEnd;

  /** Of the follower's thread: what it was told last. */
  private List<LogSource> told = List.of();

  /** Shows nothing before {@link #begin}. */
  public LogStream(Session session, LogView view) {
    this.session = session;
    this.targets = new LogTargets(session, List.of(), view);
    LiveClock clock = LiveClock.of(view);
    this.prefixed =
        new PrefixedStyle(session.console().terminal().colour(), clock, view.highlight());
    this.printer = new LogPrinter(session.console(), style(view, clock), clock, 0);
    thread.setDaemon(true);
  }

  private LineStyle style(LogView view, LiveClock clock) {
    return switch (view.form()) {
      case PREFIXED -> prefixed;
      case RAW -> new RawStyle();
      case PAIRS -> new PairsStyle(clock);
      case JSON -> new JsonStyle(clock);
    };
  }

  /** Returns when whatever is written from now on will be shown. */
  public void begin() {
    refresh();
    thread.start();
    try {
      if (!live.await(LONGEST_BEGIN_SECONDS, TimeUnit.SECONDS)) {
        session.console().warn(new Problem("the apps' logs are not shown", "they can't be read"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes note of what is listed now: after the supervisor's end nobody can say. */
  public void refresh() {
    List<LogSource> now = targets.find().sources();
    if (!now.equals(sources)) {
      sources = now;
    }
  }

  /** After the supervisor's end: returns when all is shown. */
  public void end() {
    ended = true;
    try {
      thread.join(LONGEST_END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    try (LogFollower follower = new LogFollower(session.home().rotation(), new Ending())) {
      follower.history(sources, 0);
      ListChanges changes = ListChanges.begin(session);
      follower.follow(session.home().logs(), () -> present(changes));
    } catch (OutputClosed e) {
      return; // all is shown, or nobody reads it
    } catch (IOException e) {
      session.console().problem(new Problem("cannot read the logs", e.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** At the end it is told once more of all there was, then of none: the last words of what is left out are read to the end. */
  private Collection<LogSource> present(ListChanges changes) {
    if (ended && ++toldOfEnd > 1) {
      return List.of();
    }
    if (!ended && changes.take()) {
      refreshIfPossible();
    }
    List<LogSource> now = sources;
    if (now != told) {
      prefixed.align(now);
      told = now;
    }
    return now;
  }

  private void refreshIfPossible() {
    try {
      refresh();
    } catch (ProblemsException e) {
      return; // the supervisor is just ending
    }
  }

  /** The printer, until all is shown. */
  private final class Ending implements LineSink {
    @Override
    public void line(LogSource source, byte[] bytes, int from, int to, boolean whole)
        throws IOException {
      printer.line(source, bytes, from, to, whole);
    }

    @Override
    public void live() {
      printer.live();
      live.countDown();
    }

    @Override
    public void idle() throws IOException {
      printer.flush();
      if (toldOfEnd > 1) {
        printer.end();
        throw new OutputClosed(new IOException("the supervisor has ended"));
      }
    }

    @Override
    public void heading(Path file) throws IOException {
      printer.heading(file);
    }

    @Override
    public void lost(LogSource source, long bytes) throws IOException {
      printer.lost(source, bytes);
    }

    @Override
    public void unreadable(LogSource source, String why) {
      printer.unreadable(source, why);
    }
  }
}
