package io.jstartup.cli.command;

import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.InitSystems;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rewrites PM2's other spellings: {@code jstartup systemd -u www} is {@code jstartup startup systemd -u www}. */
final class Words {
  private Words() {}

  static List<String> of(List<String> arguments, Set<String> commands) {
    if (arguments.isEmpty()) {
      return List.of("startup");
    }
    String first = arguments.get(0);
    if (first.equals("scale")) {
      return withCount(arguments);
    }
    boolean option = first.startsWith("-");
    if (option || commands.contains(first) || !isPlatform(first)) {
      return arguments;
    }
    List<String> words = new ArrayList<>(arguments);
    words.add(0, "startup");
    return words;
  }

  /** {@code -1} is no option. */
  private static List<String> withCount(List<String> arguments) {
    List<String> words = new ArrayList<>(arguments);
    List<String> counts = words.stream().filter(word -> word.matches("-\\d+")).toList();
    if (!counts.isEmpty() && !words.contains("--")) {
      words.removeAll(counts);
      words.add("--");
      words.addAll(counts);
    }
    return words;
  }

  private static boolean isPlatform(String word) {
    try {
      InitSystems.named(word);
      return true;
    } catch (ProblemsException e) {
      return false;
    }
  }
}
