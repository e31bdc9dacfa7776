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
    if (ofRoot && NotThere.instead(word).isPresent()) {
      return new Problem(
          "there is no command '" + word + "', as PM2 has it", "", NotThere.instead(word).get());
    }
    String kind =
        option
            ? "unknown option"
            : command.getSubcommands().isEmpty() ? "unexpected argument" : "unknown command";
    String near =
        (option ? nearestOption(word) : NearestName.of(word, commands()))
            .map(name -> "; did you mean '" + name + "'?")
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

  private Optional<String> nearestOption(String word) {
    String name = word.replaceFirst("=.*", "");
    return NearestName.of(name, command.getCommandSpec().optionsMap().keySet());
  }
}
