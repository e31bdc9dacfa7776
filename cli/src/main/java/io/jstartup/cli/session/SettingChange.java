package io.jstartup.cli.session;

import io.jstartup.dump.Setting;
import io.jstartup.dump.Settings;
import io.jstartup.supervisor.client.SupervisorClient;
import java.util.function.Consumer;

/** Changes a setting in its file and, when a supervisor runs, has it read that again. */
public record SettingChange(Session session) {
  /** Makes it, says what holds now, and gives the exit code. */
  public int make(Setting setting, Consumer<Settings> change) {
    Settings settings = new Settings(session.home());
    change.accept(settings);
    try (SupervisorClient client = session.running().orElse(null)) {
      if (client != null) {
        client.configure();
      }
    }
    session.console().say(setting.key() + " = " + settings.text(setting));
    return ExitCode.OK;
  }
}
