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
      String what = option ? "there is no option '" : "there is no command '";
      return new Problem(what + name + "', as PM2 has it", "", instead.get());
    }
    String kind =
        option
            ? "unknown option"
            : command.getSubcommands().isEmpty() ? "unexpected argument" : "unknown command";
    String near =
        NearestName.of(name, option ? command.getCommandSpec().optionsMap().keySet() : commands())
            .map(nearest -> "; did you mean '" + nearest + "'?")
            .orElse("");
    String shown = "'" + String.join("', '", option ? List.of(word) : words) + "'";
    return new Problem(
        Secrets.maskedText(kind + " " + shown) + near,
        "",
        "see '" + command.getCommandSpec().qualifiedName() + " --help'");
  }

  private Collection<String> commands() {
    return command.getSubcommands().entrySet().stream()
        .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey)
        .toList();
  }
}
