package io.jstartup.cli.start;

import io.jstartup.cli.session.Session;
import io.jstartup.dump.processfile.Attributes;
import io.jstartup.dump.processfile.ProcessFile;
import io.jstartup.dump.resolve.AppResolver;
import io.jstartup.model.AppSpec;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.Progress;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import io.jstartup.supervisor.control.StartMode;
import io.jstartup.supervisor.ops.NamePattern;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sorts the words of a {@link Wish}, as PM2 does: what is listed under that name, namespace, id or pattern is restarted; a process file's apps
 * are brought in line with the file; anything else is a script or a command to start. All that is wrong with any of them is found
 * before a supervisor is started or asked.
 */
public final class Starting {
  private final Session session;
  private final Wish wish;
  private final ProcessFiles files;
  private final OnlyNames only;
  private final List<String> listed = new ArrayList<>();
  private final List<Attributes> fromFiles = new ArrayList<>();
  private final List<Attributes> scripts = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final RestartChanges changes;
  private final List<AppSpec> fileApps;
  private final List<AppSpec> scriptApps;

  /**
   * Reads and completes all that is asked for.
   *
   * @param current what is listed now
   * @throws ProblemsException with all that is wrong
   */
  public Starting(Session session, Wish wish, List<ProcessRow> current) {
    this.session = session;
    this.wish = wish;
    this.files = new ProcessFiles(session);
    this.only = new OnlyNames(wish.only());
    ProcessFiles.checkOnly(wish.only(), wish.words().stream().filter(ProcessFiles::isOne).toList());
    wish.words().forEach(word -> sort(word, current));
    if (problems.isEmpty()) {
      problems.addAll(only.problems());
    }
    complain();
    this.changes = RestartChanges.of(listed, wish.attributes());
    if (!listed.isEmpty() && !changes.without().isEmpty()) {
      problems.add(unchangeable());
      complain();
    }
    AppResolver resolver = new AppResolver(files.asker(), wish.environment().named());
    this.fileApps = resolver.resolve(fromFiles);
    this.scriptApps = resolver.resolve(scripts);
  }

  private Problem unchangeable() {
    String apps = "'" + String.join("', '", listed) + "'";
    return new Problem(
        "cannot start " + apps + " with " + String.join(", ", changes.without()),
        "it is listed, so it is restarted, and that changes no such thing",
        "put that into a process file and start it, or delete " + apps + " first");
  }

  /** Asks the supervisor for all of it. */
  public Outcome run(SupervisorClient client, Consumer<Progress> progress) {
    Outcome outcome = new Outcome(List.of(), List.of());
    if (!listed.isEmpty()) {
      outcome =
          outcome.and(
              client.restart(listed, changes.fields(), false, wish.environment(), progress));
    }
    if (!fileApps.isEmpty()) {
      outcome = outcome.and(client.start(fileApps, StartMode.FILE, progress));
    }
    if (!scriptApps.isEmpty()) {
      StartMode mode = wish.force() ? StartMode.FORCE : StartMode.NEW;
      outcome = outcome.and(client.start(scriptApps, mode, progress));
    }
    return outcome;
  }

  private void sort(String word, List<ProcessRow> current) {
    if (NamePattern.isOne(word) && !new File(word).exists()) {
      sortPattern(word, current);
    } else if (!wish.force() && current.stream().anyMatch(row -> isCalled(word, row))) {
      listed.add(word);
    } else if (ProcessFiles.isOne(word)) {
      readFile(word);
    } else {
      Map<String, Object> raw = new LinkedHashMap<>(wish.attributes());
      raw.put("script", word);
      List<Problem> warnings = new ArrayList<>();
      scripts.add(Attributes.of("'" + word + "'", raw, problems, warnings));
      warnings.forEach(session.console()::warn);
    }
  }

  /** It can only mean what is listed. */
  private void sortPattern(String word, List<ProcessRow> current) {
    try {
      NamePattern pattern = NamePattern.of(word);
      if (current.stream().anyMatch(row -> pattern.matches(row.name()))) {
        listed.add(word);
      } else {
        String remedy = "name a script, a command or a process file to start something new";
        problems.add(new Problem("nothing to start", "no name matches '" + word + "'", remedy));
      }
    } catch (ProblemsException e) {
      problems.addAll(e.problems());
    }
  }

  private static boolean isCalled(String word, ProcessRow row) {
    return word.equals(row.name())
        || word.equals(row.namespace())
        || word.equals(String.valueOf(row.id()))
        || word.equals("all");
  }

  private void readFile(String word) {
    try {
      ProcessFile file = files.read(word);
      List<Attributes> wanted = only.of(file);
      checkOptions(word);
      if (file.apps().isEmpty()) {
        problems.add(new Problem("nothing to start in '" + word + "'", "it holds no app"));
      }
      wanted.forEach(this::warnOfMissing);
      fromFiles.addAll(wanted);
    } catch (ProblemsException e) {
      problems.addAll(e.problems());
    }
  }

  /** As with PM2 it is no error, since a file's apps need not all have it. */
  private void warnOfMissing(Attributes app) {
    Optional<String> named = wish.environment().named();
    if (named.isPresent() && !app.environments().containsKey("env_" + named.get())) {
      String subject = "app '" + AppResolver.name(app) + "'";
      session.console().warn(new Problem(subject, "it has no 'env_" + named.get() + "'"));
    }
  }

  private void checkOptions(String word) {
    if (!wish.attributes().isEmpty()) {
      problems.add(
          new Problem(
              "cannot combine process file '" + word + "' with options for one app",
              String.join(", ", wish.attributes().keySet()) + " would have no effect",
              "put them into the file"));
    }
  }

  private void complain() {
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
  }
}
