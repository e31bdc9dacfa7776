package io.jstartup.cli.command;

import io.jstartup.cli.service.NativeInstall;
import io.jstartup.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code native install}. */
@Command(
    name = "install",
    header = "Hand saved apps over to the init system: as root, or with --user as yourself.",
    description = {
      "Their supervisor stops them and saves them as services; then these start. An app that is a",
      "service is not started by 'jstartup start': 'jstartup native remove' gives it back first.",
      "With --user they are units of your own systemd manager."
    },
    footer = {
      "",
      "Examples:",
      "  sudo jstartup native install -u www web worker",
      "  jstartup native install --user --report --strict"
    })
final class NativeInstallCommand implements Callable<Integer> {
  @Mixin private NativeOptionsMixin wanted;

  private final Session session;

  NativeInstallCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new NativeInstall(session, wanted.options()).run();
  }
}
