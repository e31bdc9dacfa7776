package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import io.jstartup.model.exec.EnvironmentChange;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --env} and {@code --update-env}, for {@code start} and {@code restart}. */
final class EnvironmentOptions {
  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "Add the variables of the app's env_NAME.")
  private String named;

  @Option(
      names = "--update-env",
      description = "Give what is listed already this shell's environment.")
  private boolean update;

  EnvironmentChange change(Session session) {
    return new EnvironmentChange(
        update ? Optional.of(session.caller().env()) : Optional.empty(),
        Optional.ofNullable(named));
  }
}
