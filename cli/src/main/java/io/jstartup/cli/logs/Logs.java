package io.jstartup.cli.logs;

import io.jstartup.cli.output.Console;
import io.jstartup.cli.output.OutputClosed;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Session;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.log.read.LineSink;
import io.jstartup.supervisor.log.read.LogFollower;
import io.jstartup.supervisor.log.read.LogSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The {@code logs} command: what was written, then what is written, until its reader has enough. */
public final class Logs {
  private final Session session;
  private final Console console;
  private final LogView view;
  private final LogTargets targets;
  private final PrefixedStyle prefixed;
  private final LogPrinter printer;
  private final long lines;
  private List<LogSource> sources = List.of();
  private List<JournalSource> journals = List.of();

  /**
   * Nothing is read yet.
   *
   * @param words names, ids, namespaces, patterns; empty: all apps and the supervisor
   * @param lines how many of the past, of each file
   */
  public Logs(Session session, List<String> words, LogView view, long lines) {
    this.session = session;
    this.console = session.console();
    this.view = view;
    this.lines = lines;
    this.targets = new LogTargets(session, words, view);
    LiveClock clock = LiveClock.of(view);
    this.prefixed = new PrefixedStyle(console.terminal().colour(), clock, view.highlight());
    this.printer = new LogPrinter(console, style(clock), clock, lines);
  }

  private LineStyle style(LiveClock clock) {
    return switch (view.form()) {
      case PREFIXED -> prefixed;
      case RAW -> new RawStyle();
      case PAIRS -> new PairsStyle(clock);
      case JSON -> new JsonStyle(clock);
    };
  }

  /** Reads until the output is closed, or only what is there; gives the exit code. */
  public int run(boolean stream) throws InterruptedException {
    LogTargets.Found found = targets.find();
    found.problems().forEach(console::problem);
    if (found.saved()) {
      console.note("no supervisor runs; these are the logs of the saved list");
    }
    take(found.sources(), found.journals());
    int code = found.problems().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    if (sources.isEmpty() && journals.isEmpty() && code != ExitCode.OK) {
      return code;
    }
    LineSink sink = journals.isEmpty() ? printer : new SharedSink(printer);
    try (LogFollower follower = new LogFollower(session.home().rotation(), sink);
        Journal journal = new Journal(journals, sink)) {
      if (stream) {
        printer.beginEndless();
      }
      boolean any = follower.history(sources, lines);
      any |= tellUnreadable(journal.history(lines));
      if (!any && lines > 0 && journals.isEmpty()) {
        tellWhere();
      }
      if (stream) {
        ListChanges changes = ListChanges.begin(session);
        journal.follow();
        follower.follow(session.home().logs(), () -> present(changes));
      }
      printer.end();
      return code;
    } catch (OutputClosed e) {
      return code; // its reader has seen enough
    } catch (IOException e) {
      throw new ProblemsException(new Problem("cannot read the logs", e.toString()), e);
    }
  }

  private void take(List<LogSource> now, List<JournalSource> nowInJournal) {
    sources = now;
    journals = nowInJournal;
    List<LogSource> all = new ArrayList<>(now);
    journals.forEach(journal -> all.add(journal.label()));
    prefixed.align(all);
  }

  /** The journal says nothing of whom it hides. */
  private boolean tellUnreadable(boolean any) {
    if (!any && !journals.isEmpty() && lines > 0) {
      console.note("the journal shows nothing; who may not read it needs root:");
      journals.forEach(journal -> console.note(Journal.command(journal.unit())));
    }
    return any;
  }

  private Collection<LogSource> present(ListChanges changes) {
    if (changes.take()) {
      try {
        LogTargets.Found found = targets.find();
        if (!found.saved() && !found.sources().equals(sources)) {
          take(found.sources(), journals);
        }
      } catch (ProblemsException e) {
        return sources; // a supervisor that is just ending
      }
    }
    return sources;
  }

  private void tellWhere() {
    console.note("nothing is logged yet; the files are:");
    sources.forEach(
        source -> console.note("  " + PrefixedStyle.label(source) + "  '" + source.file() + "'"));
  }
}
