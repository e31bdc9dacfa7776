package io.jstartup.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code native}. */
@Command(
    name = "native",
    header = "Make saved apps services of systemd itself, with no supervisor.",
    description = "Each instance is a unit of its own, and a target starts them all at boot.",
    subcommands = {
      NativeRenderCommand.class,
      NativeInstallCommand.class,
      NativeRemoveCommand.class
    })
final class NativeCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "one of its commands is missing");
  }
}
