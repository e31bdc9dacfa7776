package io.jstartup.generator.print;

import io.jstartup.model.OsText;
import io.jstartup.model.ProblemsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one line that a user without root's rights pastes: {@code sudo env PATH=$PATH:/java/bin /path/jstartup startup systemd -u USER
 * --hp HOME}. Pasted into any POSIX shell it runs the launcher with exactly these arguments and variables.
 *
 * @param verb {@code startup} or {@code unstartup}
 * @param platform the init system's id; may be empty
 * @param launcher the launcher's absolute path
 * @param javaHome the Java that runs now, so that root finds one too
 * @param callerPath the caller's PATH: only whether the shell would break it into words matters
 * @param user whose apps
 * @param userHome that user's home
 * @param options what else was asked for: {@code --service-name}, {@code x}, {@code --wait-ip} ...
 * @param variables what sudo would drop: {@code JSTARTUP_HOME}, {@code PM2_KILL_SIGNAL} ...
 */
public record RootCommand(
    String verb,
    String platform,
    Path launcher,
    Path javaHome,
    String callerPath,
    String user,
    Path userHome,
    List<String> options,
    Map<String, String> variables) {
  private static final Pattern SAFE_UNQUOTED = Pattern.compile("[^\\s*?\\[\\]\\\\]*");

  /**
   * The line, with no newline in or after it.
   *
   * @throws ProblemsException when a value has a newline or bytes that are no UTF-8: no line could carry it
   */
  public String line() {
    List<String> words = new ArrayList<>(List.of("sudo", "env", path()));
    variables.forEach((name, value) -> words.add(ShellWords.word(name + "=" + value)));
    words.addAll(program());
    words.add(verb);
    Optional.of(platform).filter(p -> !p.isEmpty()).ifPresent(p -> words.add(ShellWords.word(p)));
    words.addAll(
        List.of("-u", ShellWords.word(user), "--hp", ShellWords.word(userHome.toString())));
    options.forEach(option -> words.add(ShellWords.word(option)));
    return onOneLine(String.join(" ", words));
  }

  private String path() {
    String variable = SAFE_UNQUOTED.matcher(callerPath).matches() ? "$PATH" : "\"$PATH\"";
    return "PATH=" + variable + ":" + ShellWords.word(javaHome.resolve("bin").toString());
  }

  /** env(1) takes every word with an equals sign for a variable, even a path: a shell's exec stands between then. */
  private List<String> program() {
    String word = ShellWords.word(launcher.toString());
    return launcher.toString().contains("=")
        ? List.of("sh", "-c", "'exec \"$0\" \"$@\"'", word)
        : List.of(word);
  }

  private static String onOneLine(String line) {
    if (line.chars().anyMatch(Character::isISOControl) || !OsText.isUtf8(line)) {
      throw new ProblemsException(
          "cannot print the command for root",
          "a path or name in it has a control character or bytes that are no UTF-8",
          "use names and paths without such characters");
    }
    return line;
  }
}
