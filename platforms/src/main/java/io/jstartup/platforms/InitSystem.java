package io.jstartup.platforms;

import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.service.MappedField;
import io.jstartup.platforms.service.RunnerServices;
import io.jstartup.platforms.service.ServiceTarget;
import java.util.List;
import java.util.Optional;

/**
 * One init system: what it is called, how it shows that it runs here, and what a boot hook is in its terms. Implementations are pure:
 * they read the {@link MachineFacts} they are given and nothing else, and change nothing.
 */
public interface InitSystem {
  /** Its word on the command line, and the name of its folder of templates. */
  String id();

  /** Its name as its own project writes it. */
  String displayName();

  /** Other words for it that the command line takes; PM2's among them. */
  List<String> aliases();

  /** What on this machine speaks for it; empty when nothing does. */
  List<Evidence> evidence(MachineFacts facts);

  /**
   * The same for the services that one user has without root's rights. Its plan is for files and commands of that user; empty when there
   * are no such services.
   */
  default Optional<InitSystem> ofUser() {
    return Optional.empty();
  }

  /** Whether it is no init system, and takes its place only when it is asked for by name. */
  default boolean isLastResort() {
    return false;
  }

  /** The command whose answer {@link #version} reads; empty when no plan depends on the version. */
  default Optional<Command> versionQuery() {
    return Optional.empty();
  }

  /**
   * The version in that command's answer.
   *
   * @throws ProblemsException when it names none
   */
  default int version(CommandOutput answer) {
    return 0;
  }

  /**
   * The whole hook: files, and the commands around them.
   *
   * @param facts where this machine's own things are: which of several tools, which folder
   * @param version the installed version; no directive that it does not know is in the plan
   * @throws ProblemsException when this machine lacks what the hook needs
   */
  HookPlan plan(BootHook hook, MachineFacts facts, int version);

  /**
   * What an app's service, which is this hook, keeps less of than its runner does: the init system has the last word on a stop. Settings
   * that are not among them it leaves to the runner.
   */
  default List<MappedField> shortfalls(BootHook hook, MachineFacts facts) {
    return List.of();
  }

  /** How it runs apps as services of its own: as it runs a boot hook, unless it knows better. */
  default ServiceTarget services() {
    return new RunnerServices(this);
  }
}
