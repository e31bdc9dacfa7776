package io.jstartup.cli.demo;

/** A step of the demo did not show what it should. */
final class StepFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StepFailed(String message) {
    super(message);
  }
}
