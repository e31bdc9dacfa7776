package io.jstartup.cli.command;

import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Session;
import io.jstartup.dump.Setting;
import io.jstartup.dump.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code get}. */
@Command(
    name = "get",
    aliases = "conf",
    header = "Show a setting, or all of them.",
    footer = {"", "Examples:", "  jstartup get autodump", "  jstartup conf"})
final class GetCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "KEY",
      description = "Such as autodump, logs:retain; without it: all.")
  private String key;

  private final Session session;

  GetCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Settings settings = new Settings(session.home());
    if (key != null) {
      session.console().result(settings.text(Setting.named(key)) + "\n");
      return ExitCode.OK;
    }
    for (Setting setting : List.of(Setting.values())) {
      session.console().result(setting.key() + " = " + settings.text(setting) + "\n");
    }
    return ExitCode.OK;
  }
}
