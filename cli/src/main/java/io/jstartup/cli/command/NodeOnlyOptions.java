package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import io.jstartup.model.Problem;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Options of PM2's {@code start} that are about its own code inside Node, or its own output: taken, so that scripts go on, and named. */
final class NodeOnlyOptions {
  private static final Set<String> NAMES =
      Set.of(
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
          "--no-color");

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
      List<String> named = own.stream().filter(NAMES::contains).distinct().toList();
      String what = String.join(", ", named) + " without effect";
      session.console().warn(new Problem(what, "it is for what PM2 does inside Node or prints"));
    }
  }
}
