package io.jstartup.cli.command;

import io.jstartup.cli.boot.HookOptions;
import io.jstartup.platforms.InitSystems;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that {@code startup} and {@code unstartup} share. */
final class HookOptionsMixin {
  private static final String OWN = "";

  @Parameters(
      arity = "0..1",
      paramLabel = "PLATFORM",
      description = "The init system, or PM2's word for it; without it: the one that runs here.")
  private String platform;

  @Option(
      names = "-u",
      paramLabel = "USER",
      description = "Whose apps; without it: who typed sudo, else you.")
  private String user;

  @Option(
      names = "--user",
      arity = "0..1",
      fallbackValue = OWN,
      paramLabel = "USER",
      description = {
        "With a name: as -u. Without: a hook of your own, which takes no root",
        "(systemd --user; on macOS a login agent)."
      })
  private String longUser;

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
    boolean swapped = platform == null && longUser != null && InitSystems.knows(longUser);
    boolean own = OWN.equals(longUser) || swapped; // startup --user systemd
    String name = user == null && !own ? longUser : user;
    return new HookOptions(
        Optional.ofNullable(swapped ? longUser : platform),
        Optional.ofNullable(name),
        Optional.ofNullable(userHome),
        Optional.ofNullable(serviceName),
        waitIp,
        force,
        own);
  }
}
