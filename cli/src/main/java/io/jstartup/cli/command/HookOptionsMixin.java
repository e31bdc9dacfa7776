package io.jstartup.cli.command;

import io.jstartup.cli.boot.HookOptions;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that {@code startup} and {@code unstartup} share. */
final class HookOptionsMixin {
  @Parameters(
      arity = "0..1",
      paramLabel = "PLATFORM",
      description = "The init system, or PM2's word for it; without it: the one that runs here.")
  private String platform;

  @Option(
      names = {"-u", "--user"},
      paramLabel = "USER",
      description = "Whose apps; without it: who typed sudo, else you.")
  private String user;

  @Option(names = "--hp", paramLabel = "HOME", description = "That user's home folder.")
  private String userHome;

  @Option(
      names = "--service-name",
      paramLabel = "NAME",
      description = "The service's name; without it: jstartup-USER.")
  private String serviceName;

  @Option(names = "--dry-run", description = "Show what would be done and change nothing.")
  boolean dryRun;

  @Option(names = "--json", description = "Say what became of it as JSON.")
  boolean json;

  HookOptions options(boolean waitIp, boolean force) {
    return new HookOptions(
        Optional.ofNullable(platform),
        Optional.ofNullable(user),
        Optional.ofNullable(userHome),
        Optional.ofNullable(serviceName),
        waitIp,
        force);
  }
}
