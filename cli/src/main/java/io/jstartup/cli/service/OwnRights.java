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
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a saved list may ask of whoever starts services. An init system does so with root's rights, and the list is its owner's to write:
 * whoever is not root would else become anybody by it. A user's own manager can't give more than it has.
 *
 * @param why who starts them, in words
 * @param limits the highest hard limits that may be asked for; of others none
 */
record OwnRights(String why, Map<Resource, Long> limits) {
  /** Up to here apps are given files without asking. */
  private static final Map<Resource, Long> USUAL = Map.of(Resource.NOFILE, 524_288L);

  /** Those of the init system. */
  static OwnRights ofSystem() {
    return new OwnRights(
        "the init system starts it with root's rights, and only root's own list may ", USUAL);
  }

  /** Those of a user's own manager, which has these hard limits itself; none: they are not known. */
  static OwnRights ofUser(Map<Resource, Long> limits) {
    return new OwnRights(
        "a user's own manager gives at most what it has (systemctl --user show), so no app of its may ",
        limits.isEmpty() ? USUAL : limits);
  }

  /**
   * Returns when these apps ask for nothing that the account could not do itself.
   *
   * @throws ProblemsException with all that do, each once
   */
  void require(Account account, List<SavedInstance> instances) {
    if (account.isRoot()) {
      return;
    }
    List<Problem> problems =
        instances.stream().flatMap(saved -> problems(saved.app()).stream()).distinct().toList();
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
  }

  private List<Problem> problems(AppSpec app) {
    Execution execution = app.execution();
    List<Problem> problems = new ArrayList<>();
    if (execution.runAs().isPresent()) {
      problems.add(problem(app, "uid", "name a user"));
    }
    if (execution.nice().orElse(0) < 0) {
      problems.add(problem(app, "nice", "ask for a negative nice"));
    }
    String higher =
        new TreeMap<>(execution.limits())
            .entrySet().stream()
                .filter(this::isHigher)
                .map(limit -> "'" + limit.getKey().word() + "'" + most(limit.getKey()))
                .collect(Collectors.joining(", "));
    if (!higher.isEmpty()) {
      problems.add(problem(app, "limits", "ask for " + higher));
    }
    return problems;
  }

  private boolean isHigher(Map.Entry<Resource, Limit> limit) {
    Long most = limits.get(limit.getKey());
    return most == null || limit.getValue().hard() > most;
  }

  private String most(Resource resource) {
    return limits.containsKey(resource) ? " above " + limits.get(resource) : "";
  }

  private Problem problem(AppSpec app, String field, String what) {
    return new Problem(
        "cannot make app '" + app.name() + "' a service: " + field,
        why + what,
        "start and save it without that, or leave this app to the boot hook and name the others");
  }
}
