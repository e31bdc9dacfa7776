package io.jstartup.cli.command;

import io.jstartup.cli.service.NativeInstall;
import io.jstartup.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code native install}. */
@Command(
    name = "install",
    header = "Hand saved apps over to systemd, as root.",
    description = {
      "Their supervisor stops them and saves them as stopped; then their units start. An app that is a unit",
      "must not be started by 'jstartup start' too: 'jstartup native remove' gives it back first."
    },
    footer = {"", "Examples:", "  sudo jstartup native install -u www web worker"})
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
