package io.jstartup.cli.command;

import io.jstartup.cli.service.NativeRender;
import io.jstartup.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code native render}. */
@Command(
    name = "render",
    header = "Write the files of saved apps' services to a folder, and install nothing.",
    footer = {
      "",
      "Examples:",
      "  jstartup native render --to units --report",
      "  jstartup native render --to units --strict web worker",
      "  jstartup native render --to scripts --init runit",
      "  jstartup native render --to units --user"
    })
final class NativeRenderCommand implements Callable<Integer> {
  @Mixin private NativeOptionsMixin wanted;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "The folder; made when it is not there.")
  private String folder;

  private final Session session;

  NativeRenderCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new NativeRender(session, wanted.options()).run(folder);
  }
}
