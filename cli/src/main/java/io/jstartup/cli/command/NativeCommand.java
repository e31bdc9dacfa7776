package io.jstartup.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code native}. */
@Command(
    name = "native",
    header = "Make saved apps services of the init system itself, with no supervisor.",
    description = {
      "Each instance is a service of its own, which starts at boot. What the init system can't do as it",
      "was asked for is done by a runner, 'jstartup exec', at the price of a JVM; --report says where."
    },
    footer = {
      "",
      "Examples:",
      "  jstartup native render --to units --report",
      "  sudo jstartup native install -u www",
      "  jstartup native install --user"
    },
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
