package io.jstartup.cli.command;

import io.jstartup.cli.boot.HookOptions;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whose apps are services, and whose services they are. */
final class ServiceHomeMixin {
  @Option(
      names = "-u",
      paramLabel = "USER",
      description = "Whose apps; without it: who typed sudo, else you.")
  private String user;

  @Option(
      names = "--user",
      description = {
        "Services of your own, which take no root: units of systemd --user.",
        "They come back at boot when you linger, as with 'startup --user'."
      })
  private boolean own;

  @Option(names = "--hp", paramLabel = "HOME", description = "That user's home folder.")
  private String userHome;

  /**
   * @param init the word for an init system; null: the one that runs
   * @param force goes on where it would stop otherwise
   */
  HookOptions hook(String init, boolean waitIp, boolean force) {
    return new HookOptions(
        Optional.ofNullable(init),
        Optional.ofNullable(user),
        Optional.ofNullable(userHome),
        Optional.empty(),
        waitIp,
        force,
        own);
  }
}
