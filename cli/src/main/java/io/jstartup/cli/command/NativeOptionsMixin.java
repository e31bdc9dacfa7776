package io.jstartup.cli.command;

import io.jstartup.cli.boot.HookOptions;
import io.jstartup.cli.service.NativeOptions;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands of {@code native} share. */
final class NativeOptionsMixin {
  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "A saved app; without any: all of them.")
  private List<String> names = List.of();

  @Mixin private ServiceHomeMixin home;

  @Option(
      names = "--init",
      paramLabel = "PLATFORM",
      description = "The init system; without it: the one that runs here.")
  private String init;

  @Option(
      names = {"--init-version", "--systemd-version"},
      paramLabel = "N",
      description = "Write for this version of systemd; without it: the one that is found.")
  private Integer version;

  @Option(names = "--wait-ip", description = "Start the apps only when the network is up.")
  private boolean waitIp;

  @Option(
      names = "--report",
      description = "Show of each setting whether it is exact, approximated or lost.")
  private boolean report;

  @Option(names = "--strict", description = "Do nothing when a setting would be lost.")
  private boolean strict;

  @Option(names = "--json", description = "Show that, and what became of it, as JSON.")
  private boolean json;

  NativeOptions options() {
    HookOptions hook = home.hook(init, waitIp, false);
    return new NativeOptions(
        hook,
        names,
        version == null ? OptionalInt.empty() : OptionalInt.of(version),
        report,
        json,
        strict);
  }
}
