package io.jstartup.cli.session;

/** The exit codes of every command; README lists them. */
public final class ExitCode {
  /** Done, or nothing to do. */
  public static final int OK = 0;

  /** It failed; stderr says why. PM2's code for everything that goes wrong. */
  public static final int FAILED = 1;

  /** The command line itself is wrong: an unknown command or option, a value that is none. */
  public static final int USAGE = 2;

  private ExitCode() {}
}
