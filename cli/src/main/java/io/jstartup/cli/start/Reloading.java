package io.jstartup.cli.start;

import io.jstartup.cli.session.Session;
import io.jstartup.dump.processfile.Attributes;
import io.jstartup.dump.resolve.AppResolver;
import io.jstartup.model.AppSpec;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.Progress;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import io.jstartup.supervisor.control.StartMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Process files whose apps are reloaded as they are described now, or started when they are not listed. */
public final class Reloading {
  private final List<AppSpec> apps;

  /**
   * Reads and completes all of them.
   *
   * @param only names to take from them; empty: all
   * @param named which {@code env_NAME} of theirs is added
   * @throws ProblemsException with all that is wrong
   */
  public Reloading(
      Session session, List<String> words, Optional<List<String>> only, Optional<String> named) {
    ProcessFiles files = new ProcessFiles(session);
    OnlyNames names = new OnlyNames(only);
    List<Attributes> wanted = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (String word : words) {
      try {
        wanted.addAll(names.of(files.read(word)));
      } catch (ProblemsException e) {
        problems.addAll(e.problems());
      }
    }
    if (problems.isEmpty()) {
      problems.addAll(names.problems());
    }
    if (problems.isEmpty() && wanted.isEmpty()) {
      problems.add(new Problem("nothing to reload", "the file holds no such app"));
    }
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    this.apps = new AppResolver(files.asker(), named).resolve(wanted);
  }

  /** Asks the supervisor for all of it. */
  public Outcome run(
      SupervisorClient client, int parallel, boolean force, Consumer<Progress> progress) {
    Set<String> names = client.list().stream().map(ProcessRow::name).collect(Collectors.toSet());
    List<AppSpec> listed = apps.stream().filter(app -> names.contains(app.name())).toList();
    List<AppSpec> missing = apps.stream().filter(app -> !names.contains(app.name())).toList();
    Outcome outcome = new Outcome(List.of(), List.of());
    if (!missing.isEmpty()) {
      outcome = outcome.and(client.start(missing, StartMode.FILE, progress));
    }
    return listed.isEmpty()
        ? outcome
        : outcome.and(client.reload(listed, parallel, force, progress));
  }
}
