package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.Launch;
import io.jstartup.model.OsText;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.StopLimit;
import io.jstartup.platforms.service.Fidelity;
import io.jstartup.platforms.service.InstanceName;
import io.jstartup.platforms.service.MappedField;
import io.jstartup.platforms.systemd.UnitSyntax;
import io.jstartup.platforms.systemd.UnitUser;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An app that systemd can't run as it was asked for, below {@code jstartup exec}. systemd opens the app's entry, which only its owner can
 * read, as the runner's standard input. The runner alone is asked to stop, as it knows the app's own signal and time; when it dies,
 * systemd ends what it leaves and starts it anew.
 */
final class RunnerUnit {
  /** The first version that gives a service a file for its standard input. */
  static final int SINCE = 236;

  /** Before it, a process that the kernel kills for want of memory ends nothing but itself. */
  static final int OOM_POLICY_SINCE = 243;

  /** A runner for each instance can't give them a port in common either. */
  private static final Set<String> LOST_THERE_TOO = Set.of("exec_mode", "listen");

  private static final UnitSyntax SYNTAX = new UnitSyntax();
  private static final String STATE = "jstartup/";

  private RunnerUnit() {}

  /** What the app would miss without it; empty: nothing that it could give. */
  static List<String> needs(Draft draft) {
    if (!draft.knows(SINCE) || !canStart(draft)) {
      return List.of();
    }
    List<String> reasons =
        draft.problems().stream().map(problem -> problem.why()).distinct().toList();
    return reasons.isEmpty()
        ? draft.fields().stream()
            .filter(field -> field.fidelity() == Fidelity.LOST)
            .map(MappedField::field)
            .filter(field -> !LOST_THERE_TOO.contains(field))
            .toList()
        : reasons;
  }

  /** What no Java program can open is refused, and so is what was not found when the list was read. */
  private static boolean canStart(Draft draft) {
    Launch launch = draft.app().launch();
    String program = launch.argv().get(0);
    return program.startsWith("/") && OsText.isUtf8(program) && OsText.isUtf8(launch.cwd());
  }

  /**
   * The unit.
   *
   * @param draft what it would be without the runner
   * @param spec the file with the app's entry
   * @param gate the file without which it does nothing
   */
  static String text(BootHook hook, Draft draft, String target, Path spec, Path gate) {
    UnitScope scope = draft.scope();
    SavedInstance saved = draft.saved();
    String name = draft.name();
    Path state = scope.runtime().resolve(STATE + folder(name));
    BootHook app = hook.forApp(name, spec, gate, state, saved.app().stop().longest());
    String start =
        SYNTAX.commandLine(
            List.of(
                hook.launcher().toString(), "exec", "--settle", "--home", state.toString(), "-"));
    return "# Written by 'jstartup native'; 'jstartup native remove' takes it away.\n"
        + "[Unit]\n"
        + line(
            "Description=jstartup: ", AppSyntax.description(saved.app().name()) + " by its runner")
        + scope.order(hook.waitIp()).stream().map(it -> it + "\n").collect(Collectors.joining())
        + "StartLimitIntervalSec=0\n" // the runner keeps count itself
        + line("PartOf=", target)
        + line(AppUnits.GATE, SYNTAX.value(gate.toString()))
        + "\n[Service]\nType=simple\n"
        + (scope.ofUser() ? "" : user(hook.account()))
        + line("RuntimeDirectory=", STATE + folder(name))
        + "RuntimeDirectoryMode=0700\n"
        + line("StandardInput=file:", SYNTAX.value(spec.toString()))
        + line("Environment=", SYNTAX.word("PATH=" + hook.searchPath()))
        + line("Environment=", SYNTAX.word("HOME=" + hook.userHome()))
        + line("Environment=", SYNTAX.word("JSTARTUP_JAVA_HOME=" + hook.javaHome()))
        + line("ExecStart=", start)
        + "Restart=on-failure\nRestartSec=100ms\nRestartPreventExitStatus=78\nSuccessExitStatus=143\n"
        + "KillMode=mixed\nKillSignal=SIGTERM\n"
        + line("TimeoutStopSec=", StopLimit.of(app).toMillis() + "ms")
        + (draft.knows(OOM_POLICY_SINCE) ? "OOMPolicy=continue\n" : "")
        + "LimitNOFILE=65536:524288\nTasksMax=infinity\nIgnoreSIGPIPE=no\n";
  }

  private static String user(Account account) {
    return line("User=", UnitUser.of(account))
        + line("Group=", Integer.toUnsignedString(account.gid()));
  }

  private static String line(String key, String value) {
    return key + value + "\n";
  }

  /** A socket's path in it must not be too long. */
  private static String folder(String name) {
    return InstanceName.hash(name);
  }
}
