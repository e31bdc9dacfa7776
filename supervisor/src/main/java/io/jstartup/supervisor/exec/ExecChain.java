package io.jstartup.supervisor.exec;

import io.jstartup.model.exec.Execution;
import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.SpawnManner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a process is started through: prlimit(1), nice(1) and setpriv(1), each of which changes itself and executes the next, so the pid
 * is the app's from the start and no shell sees its words.
 *
 * <p>On behalf of another user these tools run as root, with the app's environment. Variables that would make the dynamic linker load
 * that user's code into them are held back and given to the app by env(1), which runs as the user.
 *
 * @param manner for the seam
 * @param environment {@code NAME=VALUE}, without those that were held back
 */
public record ExecChain(SpawnManner manner, List<String> environment) {
  /** What a program that is not its caller's must not listen to, by ld.so(8) and glibc's own list, and where it is looked up. */
  private static final List<String> HELD_BACK_PREFIXES = List.of("LD_", "MALLOC_", "GLIBC_");

  private static final Set<String> HELD_BACK =
      Set.of(
          "GCONV_PATH",
          "GETCONF_DIR",
          "HOSTALIASES",
          "LOCALDOMAIN",
          "LOCPATH",
          "NIS_PATH",
          "NLSPATH",
          "RESOLV_HOST_CONF",
          "RES_OPTIONS",
          "TMPDIR",
          "TZDIR");

  public ExecChain {
    environment = List.copyOf(environment);
  }

  /**
   * The chain.
   *
   * @param program the app's program, absolute
   */
  public static ExecChain of(
      Execution execution, String program, List<String> environment, Tools tools) {
    List<String> words = new ArrayList<>();
    if (!execution.limits().isEmpty()) {
      words.add(tools.path("prlimit"));
      execution.limits().forEach((what, limit) -> words.add("--" + what.word() + "=" + limit));
    }
    if (execution.nice().isPresent()) {
      // nice(1) adds to what it has
      int more = execution.nice().get() - OwnAbilities.read().nice();
      words.addAll(List.of(tools.path("nice"), "-n", Integer.toString(more)));
    }
    List<String> passed = new ArrayList<>(environment);
    if (execution.runAs().isPresent()) {
      words.addAll(setpriv(execution.runAs().get(), tools));
      List<String> heldBack = environment.stream().filter(ExecChain::isHeldBack).toList();
      passed.removeAll(heldBack);
      words.addAll(env(heldBack, program, tools));
    }
    return new ExecChain(new SpawnManner(words, execution.umask(), execution.runAs()), passed);
  }

  private static List<String> setpriv(RunAs user, Tools tools) {
    String groups =
        user.groups().isEmpty() ? "--clear-groups" : "--groups=" + numbers(user.groups());
    return List.of(tools.path("setpriv"), "--reuid=" + user.uid(), "--regid=" + user.gid(), groups);
  }

  private static String numbers(List<Integer> groups) {
    return String.join(",", groups.stream().map(String::valueOf).toList());
  }

  /** env(1) would take a program with {@code =} in its path for one more variable, so nice(1) stands before that. */
  private static List<String> env(List<String> assignments, String program, Tools tools) {
    List<String> words = new ArrayList<>();
    if (!assignments.isEmpty()) {
      words.add(tools.path("env"));
      words.addAll(assignments);
    }
    if (!assignments.isEmpty() && program.indexOf('=') >= 0) {
      words.addAll(List.of(tools.path("nice"), "-n", "0"));
    }
    return words;
  }

  private static boolean isHeldBack(String assignment) {
    String name = assignment.substring(0, assignment.indexOf('='));
    return HELD_BACK.contains(name) || HELD_BACK_PREFIXES.stream().anyMatch(name::startsWith);
  }
}
