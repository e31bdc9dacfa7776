package io.jstartup.cli.service;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.exec.Limit;
import io.jstartup.model.exec.Resource;
import io.jstartup.model.hook.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a saved list may ask of an init system, which starts apps with root's rights. The list is its owner's to write: whoever is not
 * root would else become anybody by it.
 */
final class OwnRights {
  /** Up to here apps are given files without asking. */
  private static final long MOST_FILES = 524_288;

  private OwnRights() {}

  /**
   * Returns when these apps ask for nothing that the account could not do itself.
   *
   * @throws ProblemsException with all that do, each once
   */
  static void require(Account account, List<SavedInstance> instances) {
    if (account.isRoot()) {
      return;
    }
    List<Problem> problems =
        instances.stream().flatMap(saved -> problems(saved.app()).stream()).distinct().toList();
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
  }

  private static List<Problem> problems(AppSpec app) {
    Execution execution = app.execution();
    List<Problem> problems = new ArrayList<>();
    if (execution.runAs().isPresent()) {
      problems.add(problem(app, "uid", "name a user"));
    }
    if (execution.nice().orElse(0) < 0) {
      problems.add(problem(app, "nice", "ask for a negative nice"));
    }
    if (execution.limits().entrySet().stream().anyMatch(OwnRights::isHigher)) {
      problems.add(
          problem(
              app, "limits", "ask for other limits than nofile, which is at most " + MOST_FILES));
    }
    return problems;
  }

  private static boolean isHigher(Map.Entry<Resource, Limit> limit) {
    return limit.getKey() != Resource.NOFILE || limit.getValue().hard() > MOST_FILES;
  }

  private static Problem problem(AppSpec app, String field, String what) {
    return new Problem(
        "cannot make app '" + app.name() + "' a service: " + field,
        "the init system starts it with root's rights, and only root's own list may " + what,
        "start and save it without that, or leave this app to the boot hook and name the others");
  }
}
