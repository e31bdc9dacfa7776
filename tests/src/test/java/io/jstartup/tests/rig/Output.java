package io.jstartup.tests.rig;

/** What a command in a machine ended with and printed. */
public record Output(int exitCode, String stdout, String stderr) {
  /** Itself when the exit code is this one; else an {@link AssertionError} with all that was printed. */
  public Output expect(int code) {
    if (exitCode != code) {
      throw new AssertionError("expected exit code " + code + ", got " + this);
    }
    return this;
  }

  /** Standard output and standard error, one after the other. */
  public String all() {
    return stdout + stderr;
  }

  @Override
  public String toString() {
    return "exit code " + exitCode + "\n--- stdout\n" + stdout + "\n--- stderr\n" + stderr;
  }
}
