package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of all commands; called bare it means {@code startup}. */
@Command(
    name = "jstartup",
    header = "Keeps what you run on a machine running, across crashes and reboots.",
    description = {
      "",
      "Called without a command it shows how to bring the saved apps back at boot (the same as 'startup').",
      ""
    },
    versionProvider = JstartupCommand.ProgramVersion.class,
    footer = {
      "",
      "From nothing to surviving a reboot:",
      "  jstartup start server.js --name web",
      "  jstartup save",
      "  jstartup startup        # prints the one command to run with sudo",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage. Files: JSTARTUP_HOME, else ~/.jstartup."
    })
final class JstartupCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli itself acts on it
  private boolean help;

  @Option(
      names = {"-v", "-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  @SuppressWarnings("unused") // picocli itself acts on it
  private boolean version;

  private final Session session;

  JstartupCommand(Session session) {
    this.session = session;
  }

  @Option(
      names = {"-s", "--silent"},
      scope = ScopeType.INHERIT,
      description = "Print results and problems only.")
  void silent(boolean silent) {
    if (silent) {
      session.silence();
    }
  }

  @Override
  public Integer call() {
    return spec.commandLine().getSubcommands().get("startup").execute();
  }

  /** For {@code --version}. */
  static final class ProgramVersion implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Version.text()};
    }
  }
}
