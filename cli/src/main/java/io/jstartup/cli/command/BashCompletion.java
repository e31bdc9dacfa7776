package io.jstartup.cli.command;

import io.jstartup.cli.session.Listing;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine;

/** The completion script for bash, which zsh takes too: commands, their options, and the apps that there are. */
final class BashCompletion {
  private static final String HEADER =
      """
      # bash and zsh completion of jstartup: commands, options and apps.
      # Made by 'jstartup completion'; make it again after an update.

      """;

  /** The words are compared and taken as they are: nothing in them is expanded. What needs quoting is not among them. */
  private static final String APPS =
      """

      # The apps that the supervisor has, for the commands that take some.
      function _jstartup_with_apps() {
        _complete_jstartup "$@"
        local curr_word=${COMP_WORDS[COMP_CWORD]}
        local name
        if [ "${COMP_CWORD}" -lt 2 ] || [ "${#COMPREPLY[@]}" -gt 0 ]; then return; fi
        case "${curr_word}" in
          -*) return ;;
        esac
        case "${COMP_WORDS[1]}" in
          COMMANDS)
            while IFS= read -r name; do
              case "${curr_word}:${name}" in
                :[0-9]*) ;;
                "${curr_word}:${curr_word}"*) COMPREPLY+=("${name}") ;;
              esac
            done < <("$1" NAMES 2>/dev/null)
            ;;
        esac
      }

      complete -F _jstartup_with_apps -o default jstartup
      """;

  private static final Pattern NOTE = Pattern.compile(" \\((see \\[\\d+]|remkop/[^)]*)\\)");

  private BashCompletion() {}

  static String script(CommandLine root) {
    String made = AutoComplete.bash(root.getCommandName(), root);
    int start = made.indexOf("if [ -n \"$BASH_VERSION\" ]");
    int end = made.indexOf("# Define a completion specification");
    String functions =
        NOTE.matcher(made.substring(start, end))
            .replaceAll("")
            .replace("_picocli_jstartup", "_jstartup_of");
    String apps =
        APPS.replace("COMMANDS", String.join("|", commandsOfApps(root)))
            .replace("NAMES", String.join(" ", Listing.APPS));
    return HEADER + functions.stripTrailing() + "\n" + apps;
  }

  /** The words of those commands whose arguments are apps. */
  static List<String> commandsOfApps(CommandLine root) {
    return root.getSubcommands().entrySet().stream()
        .filter(
            command ->
                command.getValue().getCommandSpec().positionalParameters().stream()
                    .anyMatch(it -> it.paramLabel().equals("TARGET")))
        .map(Map.Entry::getKey)
        .toList();
  }
}
