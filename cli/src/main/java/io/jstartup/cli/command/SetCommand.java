package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.SettingChange;
import io.jstartup.dump.Setting;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code set}. */
@Command(
    name = "set",
    header = "Set how this home's supervisor behaves.",
    description = {
      "autodump true: every change of the list is saved a moment later. Off unless set. It never saves an",
      "empty list, nor at a shutdown, nor over saved apps that are not listed.",
      "",
      "For logs, where an app says nothing else: logs:max_size (10M; 0: no limit), logs:retain (10, or",
      "all), logs:compress, logs:dateFormat, logs:rotateInterval (a cron pattern), logs:workerInterval",
      "(seconds between two looks at the sizes, at most). They may be called pm2-logrotate:... too."
    },
    footer = {
      "",
      "Examples:",
      "  jstartup set autodump true",
      "  jstartup set logs:max_size 50M",
      "  jstartup set pm2-logrotate:rotateInterval '0 0 * * *'"
    })
final class SetCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "KEY", description = "Such as autodump, logs:retain.")
  private String key;

  @Parameters(index = "1", paramLabel = "VALUE", description = "What it is to be.")
  private String value;

  private final Session session;

  SetCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Setting setting = Setting.named(key);
    return new SettingChange(session).make(setting, settings -> settings.set(setting, value));
  }
}
