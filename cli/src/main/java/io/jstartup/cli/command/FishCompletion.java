package io.jstartup.cli.command;

import io.jstartup.cli.session.Listing;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion script for fish, which picocli's generator does not know: commands, their options, and the apps that there are. */
final class FishCompletion {
  private FishCompletion() {}

  static String script(CommandLine root) {
    StringBuilder script = new StringBuilder("# fish completion of jstartup\n");
    root.getSubcommands()
        .forEach((name, command) -> command(script, name, command.getCommandSpec()));
    for (String command : BashCompletion.commandsOfApps(root)) {
      script
          .append("complete -c jstartup -n '__fish_seen_subcommand_from ")
          .append(command)
          .append("' -a '(jstartup ")
          .append(String.join(" ", Listing.APPS))
          .append(" 2>/dev/null)'\n");
    }
    return script.toString();
  }

  private static void command(StringBuilder script, String name, CommandSpec spec) {
    if (spec.usageMessage().hidden()) {
      return;
    }
    script
        .append("complete -c jstartup -n __fish_use_subcommand -a ")
        .append(name)
        .append(" -d ")
        .append(quoted(String.join(" ", spec.usageMessage().header())))
        .append('\n');
    for (Map.Entry<String, OptionSpec> option : spec.optionsMap().entrySet()) {
      option(script, name, option.getKey(), option.getValue());
    }
  }

  private static void option(StringBuilder script, String command, String option, OptionSpec spec) {
    if (spec.hidden()) {
      return;
    }
    boolean isLong = option.startsWith("--");
    script
        .append("complete -c jstartup -n '__fish_seen_subcommand_from ")
        .append(command)
        .append(isLong ? "' -l " : "' -s ")
        .append(option.substring(isLong ? 2 : 1))
        .append(spec.arity().max() > 0 ? " -r" : "")
        .append(" -d ")
        .append(quoted(String.join(" ", spec.description())))
        .append('\n');
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
