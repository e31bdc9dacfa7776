package io.jstartup.platforms.os.portable;

import io.jstartup.platforms.os.Exit;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import java.util.function.Consumer;

/** A process by Java's handle on it, which knows its start time too. */
final class PortableProcess implements ManagedProcess {
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;

  /** Java adds this to a signal's number where it gives an exit code. */
  private static final int SIGNALLED = 128;

  private static final int HIGHEST_SIGNAL = 64;

  private final ProcessHandle handle;
  private final ProcessIdentity identity;
  private final Process process;
  private boolean closed;

  /** @param process null for one that was adopted */
  PortableProcess(ProcessHandle handle, ProcessIdentity identity, Process process) {
    this.handle = handle;
    this.identity = identity;
    this.process = process;
  }

  @Override
  public ProcessIdentity identity() {
    return identity;
  }

  @Override
  public boolean child() {
    return process != null;
  }

  @Override
  public boolean signal(int signal) throws OsException {
    if (closed) {
      throw new IllegalStateException("the handle on process " + identity.pid() + " is closed");
    }
    if (!handle.isAlive()) {
      return false;
    }
    boolean sent =
        switch (signal) {
          case SIGTERM -> handle.destroy();
          case SIGKILL -> handle.destroyForcibly();
          default -> kill(signal);
        };
    if (!sent && handle.isAlive()) {
      String name = Integer.toString(identity.pid());
      throw new OsException(
          "cannot send signal " + signal + " to process", name, 0, "not permitted");
    }
    return sent;
  }

  /** A shell has it built in, so that no package is needed; only numbers get there. */
  private boolean kill(int signal) {
    String[] command = {
      "/bin/sh", "-c", "kill -\"$1\" \"$2\"", "sh", "" + signal, "" + identity.pid()
    };
    return Tool.output(command).isPresent();
  }

  /** Tells of its end, on some thread of Java's. */
  void whenEnded(Consumer<Exit> told) {
    if (process == null) {
      handle.onExit().thenAccept(ended -> told.accept(new Exit.Unknown()));
    } else {
      process.onExit().thenAccept(ended -> told.accept(exit(ended.exitValue())));
    }
  }

  private static Exit exit(int value) {
    boolean killed = value > SIGNALLED && value <= SIGNALLED + HIGHEST_SIGNAL;
    return killed ? new Exit.Killed(value - SIGNALLED, false) : new Exit.Code(value);
  }

  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
