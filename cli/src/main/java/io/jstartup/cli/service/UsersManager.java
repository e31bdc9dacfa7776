package io.jstartup.cli.service;

import io.jstartup.generator.run.CommandRunner;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.exec.Limit;
import io.jstartup.model.exec.Resource;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.systemd.UserManager;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the hook's user's own manager says of itself; nothing where it does not run. */
record UsersManager(CommandRunner runner, BootHook hook) {
  private static final Pattern VARIABLE =
      Pattern.compile("^([A-Za-z_][A-Za-z0-9_]*)=", Pattern.MULTILINE);

  private static final Pattern LIMIT =
      Pattern.compile("^DefaultLimit([A-Z]+)=(\\w+)$", Pattern.MULTILINE);

  /** Whether it runs, so that what else is asked has answers. */
  boolean answers() {
    return !answer(UserManager::show).isEmpty();
  }

  /** The names of the variables that it has now, and would pass on to services. */
  Set<String> variables() {
    return VARIABLE
        .matcher(answer(UserManager::showEnvironment))
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }

  /** The hard limits that it can give to services. */
  Map<Resource, Long> limits() {
    return limits(answer(UserManager::show));
  }

  static Map<Resource, Long> limits(String shown) {
    Map<Resource, Long> limits = new EnumMap<>(Resource.class);
    LIMIT.matcher(shown).results().forEach(found -> put(limits, found));
    return limits;
  }

  private static void put(Map<Resource, Long> limits, MatchResult found) {
    Optional<Long> hard =
        Limit.parse(found.group(2).replace("infinity", "unlimited")).map(Limit::hard);
    Resource.named(found.group(1))
        .filter(resource -> hard.isPresent())
        .ifPresent(resource -> limits.put(resource, hard.get()));
  }

  private String answer(Function<UserManager, Command> question) {
    try {
      return runner.run(question.apply(UserManager.of(hook))).out();
    } catch (ProblemsException e) {
      return ""; // what is always there is known without it
    }
  }
}
