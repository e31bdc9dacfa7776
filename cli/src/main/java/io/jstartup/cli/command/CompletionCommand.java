package io.jstartup.cli.command;

import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}. */
@Command(
    name = "completion",
    header = "Print a shell's completion script.",
    footer = {
      "",
      "Examples:",
      "  jstartup completion bash > ~/.local/share/bash-completion/completions/jstartup",
      "  source <(jstartup completion zsh)",
      "  jstartup completion fish > ~/.config/fish/completions/jstartup.fish"
    })
final class CompletionCommand implements Callable<Integer> {
  /** The shells that a script can be made for. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell;

  @Spec private CommandSpec spec;
  private final Session session;

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    session
        .console()
        .result(shell == Shell.fish ? FishCompletion.script(root) : BashCompletion.script(root));
    return ExitCode.OK;
  }
}
