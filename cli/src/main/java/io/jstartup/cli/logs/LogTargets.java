package io.jstartup.cli.logs;

import io.jstartup.cli.session.Session;
import io.jstartup.cli.units.UnitRows;
import io.jstartup.model.Problem;
import io.jstartup.model.SavedInstance;
import io.jstartup.supervisor.client.Description;
import io.jstartup.supervisor.client.Descriptions;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.log.read.LogSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which files the words of a {@code logs} command mean. The running supervisor is asked; none is started. */
final class LogTargets {
  /** The supervisor's own log, unless an app has that name. */
  static final String OWN = "jstartup";

  private static final Set<String> OWN_NAMES = Set.of(OWN, "PM2", "pm2");
  private static final List<String> ALL = List.of("all");

  /**
   * What was found.
   *
   * @param journals those whose services write to the journal
   * @param problems the words that mean nothing
   * @param saved whether the saved list was looked into, as no supervisor runs
   */
  record Found(
      List<LogSource> sources,
      List<JournalSource> journals,
      List<Problem> problems,
      boolean saved) {}

  private final Session session;
  private final List<String> words;
  private final LogView view;

  LogTargets(Session session, List<String> words, LogView view) {
    this.session = session;
    this.words = words;
    this.view = view;
  }

  Found find() {
    SourceList list = new SourceList(view);
    List<Problem> problems = new ArrayList<>();
    try (SupervisorClient client = session.reach().orElse(null)) {
      if (client == null) {
        fromSaved(list, problems);
      } else if (words.isEmpty()) {
        add(client.describe(ALL), list);
        list.add(session.home().log());
      } else {
        words.forEach(word -> add(client, word, list, problems));
      }
      return new Found(list.sources(), list.journals(), problems, client == null);
    }
  }

  private void add(SupervisorClient client, String word, SourceList list, List<Problem> problems) {
    Descriptions found = client.describe(List.of(word));
    if (found.instances().isEmpty() && OWN_NAMES.contains(word)) {
      list.add(session.home().log());
      return;
    }
    problems.addAll(found.problems());
    add(found, list);
  }

  private void add(Descriptions found, SourceList list) {
    Set<String> journals =
        UnitRows.inJournal(
            found.instances().stream().map(Description::saved).toList(), session.home());
    for (Description it : found.instances()) {
      add(it.process().id(), it.saved(), journals, list);
    }
  }

  private static void add(int id, SavedInstance saved, Set<String> journals, SourceList list) {
    if (journals.contains(saved.service())) {
      list.add(id, saved.app().name(), saved.service());
    } else {
      list.add(id, saved.app().name(), saved.app().logs());
    }
  }

  private void fromSaved(SourceList list, List<Problem> problems) {
    List<SavedInstance> saved = session.savedList().load().instances();
    if (words.isEmpty()) {
      add(saved, saved, list);
      list.add(session.home().log());
    }
    for (String word : words) {
      List<SavedInstance> found = SavedTargets.of(word, saved);
      add(saved, found, list);
      if (found.isEmpty() && OWN_NAMES.contains(word)) {
        list.add(session.home().log());
      } else if (found.isEmpty()) {
        problems.add(
            new Problem(
                "cannot find app '" + word + "'",
                "no supervisor runs, and no app of the saved list is that"));
      }
    }
  }

  /** Their ids are the ones that they will have again. */
  private void add(List<SavedInstance> all, List<SavedInstance> found, SourceList list) {
    Set<String> journals = UnitRows.inJournal(found, session.home());
    for (SavedInstance it : found) {
      add(all.indexOf(it), it, journals, list);
    }
  }
}
