package io.jstartup.cli.command;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/**
 * The commands below the root. Reading what all of them declare takes longer than many a command does, so a command that is often
 * called, and named in full, is read alone.
 */
final class Subcommands {
  /** All, in the order of the help text. */
  static final List<Class<?>> ALL =
      List.of(
          StartCommand.class,
          ListCommand.class,
          JlistCommand.class,
          PrettyListCommand.class,
          DescribeCommand.class,
          PidCommand.class,
          IdCommand.class,
          EnvCommand.class,
          StopCommand.class,
          RestartCommand.class,
          ReloadCommand.class,
          DeleteCommand.class,
          ScaleCommand.class,
          ResetCommand.class,
          SendSignalCommand.class,
          LogsCommand.class,
          FlushCommand.class,
          ReloadLogsCommand.class,
          LogrotateCommand.class,
          SaveCommand.class,
          ResurrectCommand.class,
          ClearDumpCommand.class,
          StartupCommand.class,
          UnstartupCommand.class,
          NativeCommand.class,
          RuntimeCommand.class,
          UpdateCommand.class,
          SetCommand.class,
          GetCommand.class,
          UnsetCommand.class,
          KillCommand.class,
          PingCommand.class,
          HelpCommand.class,
          CompletionCommand.class,
          DemoCommand.class,
          DaemonCommand.class,
          ExecCommand.class,
          SweepCommand.class);

  private Subcommands() {}

  /** Adds the command that this word names, or all of them when that takes a look at all. */
  static void add(CommandLine root, String word) {
    Optional<Class<?>> one = frequent(word);
    List<Class<?>> added = one.isPresent() ? List.of(one.get()) : ALL;
    added.forEach(type -> root.addSubcommand(new CommandLine(type, root.getFactory())));
  }

  /** Which of the frequent ones the word names. A test holds that it is what that one declares. */
  static Optional<Class<?>> frequent(String word) {
    return switch (word) {
      case "start" -> Optional.of(StartCommand.class);
      case "stop" -> Optional.of(StopCommand.class);
      case "restart", "startOrRestart" -> Optional.of(RestartCommand.class);
      case "reload", "gracefulReload", "startOrReload", "startOrGracefulReload" ->
          Optional.of(ReloadCommand.class);
      case "delete", "del" -> Optional.of(DeleteCommand.class);
      case "scale" -> Optional.of(ScaleCommand.class);
      case "save", "dump" -> Optional.of(SaveCommand.class);
      case "describe", "desc", "info", "show" -> Optional.of(DescribeCommand.class);
      case "pid" -> Optional.of(PidCommand.class);
      case "logs", "log" -> Optional.of(LogsCommand.class);
      case "sendSignal" -> Optional.of(SendSignalCommand.class);
      case "resurrect" -> Optional.of(ResurrectCommand.class);
      case "kill" -> Optional.of(KillCommand.class);
      case "list", "ls", "l", "ps", "status" -> Optional.of(ListCommand.class);
      default -> Optional.empty();
    };
  }
}
