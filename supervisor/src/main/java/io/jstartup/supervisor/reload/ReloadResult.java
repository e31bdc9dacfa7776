package io.jstartup.supervisor.reload;

import io.jstartup.model.Problem;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.reload.ReloadRule.Way;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the reload of one app.
 *
 * @param reloaded its instances that are new
 * @param left those that are as they were
 * @param lastLines of the error logs of new processes that failed
 * @param problems why; empty: all are new
 */
public record ReloadResult(
    String app,
    Way way,
    List<Instance> reloaded,
    List<Instance> left,
    List<String> lastLines,
    List<Problem> problems) {
  public ReloadResult {
    reloaded = List.copyOf(reloaded);
    left = List.copyOf(left);
    lastLines = List.copyOf(lastLines);
    problems = List.copyOf(problems);
  }

  /** What else is to be said of it, a line each. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (way != Way.BESIDE && !reloaded.isEmpty()) {
      notes.add("app '" + app + "' " + instead() + ", not reloaded" + hint());
    }
    if (lastLines.size() > 1) {
      notes.add("the new process of app '" + app + "' said last:");
      lastLines.forEach(line -> notes.add("  " + line));
    }
    return notes;
  }

  private String hint() {
    boolean fork = way == Way.RESTART && reloaded.get(0).app().launch().isNode();
    return fork ? "; a Node app that is started with -i 1 is reloaded without a gap" : "";
  }

  private String instead() {
    return switch (way) {
      case START -> "was not running: it was started";
      case ONE_BY_ONE -> "has no 'listen': it was restarted one after another";
      case RESTART, BESIDE -> "has no 'listen': it was restarted";
    };
  }
}
