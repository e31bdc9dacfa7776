package io.jstartup.tests.rig;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides for {@link NeedsDocker}. */
final class DockerCondition implements ExecutionCondition {
  private static final Path SOCKET = Path.of("/var/run/docker.sock");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Ci.runs()) {
      return ConditionEvaluationResult.enabled("CI leaves nothing out");
    }
    if (System.getenv("DOCKER_HOST") != null || Files.isWritable(SOCKET)) {
      return ConditionEvaluationResult.enabled("a Docker daemon is within reach");
    }
    return ConditionEvaluationResult.disabled(
        "no Docker daemon within reach: run ./run-tests as root");
  }
}
