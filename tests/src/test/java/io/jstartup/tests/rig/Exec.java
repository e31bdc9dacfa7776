package io.jstartup.tests.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ExecConfig;
import org.testcontainers.containers.GenericContainer;

/** A program that is run in a container, to its end. */
final class Exec {
  private Exec() {}

  static Output in(GenericContainer<?> container, ExecConfig config) {
    try {
      ExecResult result = container.execInContainer(UTF_8, config);
      return new Output(result.getExitCode(), result.getStdout(), result.getStderr());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
