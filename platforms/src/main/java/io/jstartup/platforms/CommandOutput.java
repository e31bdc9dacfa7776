package io.jstartup.platforms;

/** What a command said, and its exit code; 128 + the signal's number when a signal ended it. */
public record CommandOutput(int exitCode, String out, String error) {
  public boolean succeeded() {
    return exitCode == 0;
  }
}
