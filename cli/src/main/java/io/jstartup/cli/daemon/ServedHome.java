package io.jstartup.cli.daemon;

import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.supervisor.client.SupervisorClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Whose supervisor root speaks with. What lies in a home is its user's doing: a link there may lead to another user's supervisor. */
public final class ServedHome {
  private ServedHome() {}

  /**
   * Returns when the supervisor serves this hook's home, and that belongs to the hook's user.
   *
   * @throws ProblemsException else; the client is closed then
   */
  public static void require(SupervisorClient client, BootHook hook) {
    try {
      String wrong = wrong(client.ping().home(), hook);
      if (wrong.isEmpty()) {
        return;
      }
      throw new ProblemsException(
          "cannot go by who answers in '" + hook.jstartupHome() + "'",
          wrong,
          "remove its socket if that leads elsewhere");
    } catch (ProblemsException e) {
      client.close();
      throw e;
    }
  }

  static String wrong(String served, BootHook hook) {
    try {
      Path home = Path.of(served);
      if (!Files.isSameFile(home, hook.jstartupHome())) {
        return "it serves another home, '" + served + "'";
      }
      return Files.getAttribute(home, "unix:uid").equals(hook.account().uid())
          ? ""
          : "'" + served + "' belongs to another user than '" + hook.account().name() + "'";
    } catch (IOException | InvalidPathException e) {
      return "it serves another home, '" + served + "' (" + e + ")";
    }
  }
}
