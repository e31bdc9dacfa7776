package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import io.jstartup.model.ProblemsException;
import java.util.List;

/** The words behind {@code --} of a command whose words are targets: there they are an app's arguments, for who knows PM2. */
final class BehindDashes {
  private BehindDashes() {}

  /**
   * Nothing when there are none, or nothing but them: then they are targets that begin with a dash.
   *
   * @param targets all, those behind the dashes at the end
   * @throws ProblemsException when there are some, as they would be taken for further targets
   */
  static void refuse(Session session, List<String> targets) {
    List<String> typed = session.caller().arguments();
    int dashes = typed.indexOf("--");
    int before = dashes < 0 ? targets.size() : targets.size() - (typed.size() - dashes - 1);
    if (before > 0 && before < targets.size()) {
      String apps = "'" + String.join("', '", targets.subList(0, before)) + "'";
      throw new ProblemsException(
          "cannot give " + apps + " other arguments",
          "what is listed keeps those it was started with",
          "put them into a process file and restart that, or delete "
              + apps
              + " and start it again with them");
    }
  }
}
