package io.jstartup.supervisor.exec;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Problem;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.exec.Limit;
import io.jstartup.model.exec.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds out before a start what would make the chain fail: then nothing is started, and nothing crashes over and over. */
public final class ExecCheck {
  private final Tools tools;

  public ExecCheck(Tools tools) {
    this.tools = tools;
  }

  /** All that is in the way; empty when nothing is, and at once when nothing special is asked for. */
  public List<Problem> problems(AppSpec app) {
    return problems(app, System.getProperty("os.name"));
  }

  /** NetBSD has a /proc/self too, and says other things in it. */
  List<Problem> problems(AppSpec app, String osName) {
    Execution execution = app.execution();
    boolean plain =
        execution.runAs().isEmpty() && execution.nice().isEmpty() && execution.limits().isEmpty();
    if (plain) {
      return List.of();
    }
    return osName.equals("Linux") ? problems(app, OwnAbilities.read()) : List.of(onlyOnLinux(app));
  }

  private static Problem onlyOnLinux(AppSpec app) {
    return new Problem(
        "cannot start app '" + app.name() + "'",
        "it is to have a user, a niceness or limits of its own, which jstartup can give on Linux only",
        "leave 'uid', 'gid', 'nice' and 'limits' out");
  }

  List<Problem> problems(AppSpec app, OwnAbilities own) {
    List<Problem> problems = new ArrayList<>();
    String what = "cannot start app '" + app.name() + "'";
    Execution execution = app.execution();
    execution
        .runAs()
        .ifPresent(
            user -> {
              if (!own.canBecomeAnother()) {
                problems.add(onlyRoot(what, user.user().isEmpty() ? "" + user.uid() : user.user()));
              }
              needTool("setpriv", "util-linux", what, problems);
              needTool("env", "coreutils", what, problems);
              needTool("nice", "coreutils", what, problems);
            });
    execution.nice().ifPresent(nice -> checkNice(nice, own, what, problems));
    checkLimits(execution.limits(), own, what, problems);
    return problems;
  }

  private static Problem onlyRoot(String what, String user) {
    return new Problem(
        what,
        "it is to run as user '" + user + "', and this supervisor is not root's",
        "list it with root's supervisor (sudo jstartup start ..., sudo jstartup startup -u root), or"
            + " leave its 'uid' out");
  }

  private void needTool(String tool, String packageName, String what, List<Problem> problems) {
    if (tools.find(tool).isEmpty()) {
      String why = "it needs " + tool + "(1), which is not in the system's folders";
      problems.add(new Problem(what, why, "install it (package " + packageName + ")"));
    }
  }

  private void checkNice(int nice, OwnAbilities own, String what, List<Problem> problems) {
    needTool("nice", "coreutils", what, problems);
    if (nice < own.lowestNice()) {
      String why = "'nice' is " + nice + ", and this supervisor may give " + own.lowestNice();
      problems.add(new Problem(what, why + " at the least", "ask for more, or run it as root"));
    }
  }

  private void checkLimits(
      Map<Resource, Limit> limits, OwnAbilities own, String what, List<Problem> problems) {
    if (!limits.isEmpty()) {
      needTool("prlimit", "util-linux", what, problems);
    }
    limits.forEach(
        (resource, limit) -> {
          long most = own.hardLimits().getOrDefault(resource, Limit.UNLIMITED);
          if (limit.hard() > most && !own.canRaiseLimits()) {
            String why =
                "limit '" + resource.word() + "' is " + limit + ", and this supervisor may give up";
            String remedy = "ask for less, or raise the supervisor's own (LimitX= of its unit)";
            problems.add(new Problem(what, why + " to " + most, remedy));
          }
        });
  }
}
