package io.jstartup.cli.command;

import io.jstartup.dump.processfile.NearestName;
import io.jstartup.model.Problem;
import io.jstartup.model.Secrets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said of a word that no command, parameter or option takes: what it may have been meant to be, if that is near. */
final class Unmatched {
  /** Any option of one letter is near any other: {@code -c} is no guess for {@code -i}. */
  private static final int ONE_LETTER = 2;

  private final CommandLine command;
  private final List<String> words;

  Unmatched(UnmatchedArgumentException e) {
    this.command = e.getCommandLine();
    this.words = e.getUnmatched();
  }

  Problem problem() {
    String word = words.get(0);
    boolean option = word.startsWith("-");
    boolean ofRoot = command.getParent() == null;
    String name = word.replaceFirst("=.*", "");
    Optional<String> instead = NotThere.instead(name).filter(it -> option || ofRoot);
    if (instead.isPresent()) {
      String what = option ? "PM2's option '" : "PM2's command '";
      return new Problem(what + name + "' is not here", "", instead.get());
    }
    String kind =
        option
            ? "unknown option"
            : command.getSubcommands().isEmpty() ? "unexpected argument" : "unknown command";
    String near =
        NearestName.of(name, option ? command.getCommandSpec().optionsMap().keySet() : commands())
            .filter(nearest -> nearest.length() > ONE_LETTER)
            .map(nearest -> "; did you mean '" + nearest + "'?")
            .orElse("");
    String shown = "'" + String.join("', '", option ? List.of(word) : words) + "'";
    return new Problem(
        Secrets.maskedText(kind + " " + shown) + near,
        "",
        (option && takesAppsArguments() ? "an app's own options stand behind --; " : "")
            + "see '"
            + command.getCommandSpec().qualifiedName()
            + " --help'");
  }

  private boolean takesAppsArguments() {
    return command.getCommandName().equals("start") || command.getCommandName().equals("runtime");
  }

  private Collection<String> commands() {
    return command.getSubcommands().entrySet().stream()
        .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey)
        .toList();
  }
}
