package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import io.jstartup.model.Problem;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of PM2's {@code start} that are about its own code inside Node, or its own output: taken, so that scripts go on, and named. */
final class NodeOnlyOptions {
  private static final String ONE_OF_THEM = "--no-pmx";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      hidden = true,
      names = {
        "--no-vizion",
        "--no-pmx",
        "--no-automation",
        "--source-map-support",
        "--disable-source-map-support",
        "--trace",
        "--disable-trace",
        "--v8",
        "--event-loop-inspector",
        "--deep-monitoring",
        "--no-color"
      })
  private boolean given;

  /** Names those that were typed. */
  void warn(Session session) {
    if (given) {
      List<String> typed = session.caller().arguments();
      int dashes = typed.indexOf("--");
      List<String> own = dashes < 0 ? typed : typed.subList(0, dashes);
      Set<String> names = Set.of(command.findOption(ONE_OF_THEM).names());
      List<String> named = own.stream().filter(names::contains).distinct().toList();
      String what = String.join(", ", named) + " without effect";
      session.console().warn(new Problem(what, "it is for what PM2 does inside Node or prints"));
    }
  }
}
