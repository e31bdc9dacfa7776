package io.jstartup.cli;

import io.jstartup.cli.caller.Caller;
import io.jstartup.cli.output.Console;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Session;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

/** The program's entry point: {@code jstartup}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    EarlyRandom.prepare(args);
    Caller caller = Caller.current(args);
    Console console =
        new Console(
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            caller.terminal());
    int code = Cli.run(new Session(caller, console));
    if (code != ExitCode.OK) {
      System.exit(code);
    }
  }
}
