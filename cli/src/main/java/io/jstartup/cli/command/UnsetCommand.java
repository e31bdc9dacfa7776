package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.SettingChange;
import io.jstartup.dump.Setting;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code unset}. */
@Command(
    name = "unset",
    header = "Give a setting its default again.",
    footer = {"", "Example:", "  jstartup unset autodump"})
final class UnsetCommand implements Callable<Integer> {
  @Parameters(paramLabel = "KEY", description = "Such as autodump, logs:retain.")
  private String key;

  private final Session session;

  UnsetCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Setting setting = Setting.named(key);
    return new SettingChange(session).make(setting, settings -> settings.unset(setting));
  }
}
