package io.jstartup.supervisor.ops;

import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.os.OsException;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code signal}: sends a signal to the main process of each instance that targets mean. What it leads to is not waited for. */
final class SignalOp {
  private static final int LAST_SIGNAL = 64;

  private final Supervision supervision;
  private final Rows rows;

  SignalOp(Supervision supervision, Rows rows) {
    this.supervision = supervision;
    this.rows = rows;
  }

  void answer(Request request) {
    int signal = number(request.text("signal"));
    Targets named = Targets.of(request.texts("targets"), supervision.instances());
    Targets targets = Services.refused(named, "send signal " + signal + " to");
    List<Problem> problems = new ArrayList<>(targets.problems());
    List<Object> signalled = new ArrayList<>();
    for (Instance instance : targets.instances()) {
      try {
        supervision.mains().signal(instance, signal);
        signalled.add(rows.brief(instance).toJson());
      } catch (OsException e) {
        problems.add(new Problem(what(signal, instance), e.getMessage()));
      } catch (ProblemsException e) {
        problems.addAll(e.problems());
      }
    }
    request.reply(Map.of("processes", signalled), problems);
  }

  private static String what(int signal, Instance instance) {
    return "cannot send signal " + signal + " to app '" + instance.name() + "'";
  }

  private static int number(String text) {
    int number = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > LAST_SIGNAL) {
      String why = "'" + text + "' is no number from 1 to " + LAST_SIGNAL;
      throw new ProblemsException("cannot send a signal", why, "");
    }
    return number;
  }
}
