package io.jstartup.supervisor.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One that a command left behind or has become, known by its pid; how it ends can't be told. */
final class LeftDaemon implements LaunchedDaemon {
  private final Optional<ProcessHandle> handle;
  private boolean seenDead;

  private LeftDaemon(Optional<ProcessHandle> handle) {
    this.handle = handle;
  }

  /**
   * Runs the command and waits until it has closed its output, after the pid.
   *
   * @throws IOException when the command can't be run
   */
  static LeftDaemon start(ProcessBuilder builder) throws IOException {
    Process command = builder.redirectOutput(ProcessBuilder.Redirect.PIPE).start();
    byte[] printed = command.getInputStream().readAllBytes();
    String pid = new String(printed, StandardCharsets.US_ASCII).strip();
    return new LeftDaemon(
        pid.matches("[0-9]{1,10}") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.empty());
  }

  /** Only when it was dead at the last look too: between the two its starter has seen whether another one serves the home. */
  @Override
  public boolean failed() {
    boolean dead = !runs();
    boolean failed = dead && seenDead;
    seenDead = dead;
    return failed;
  }

  /** A dead one that nobody has reaped yet has no command. */
  private boolean runs() {
    return handle.isPresent()
        && handle.get().isAlive()
        && handle.get().info().command().isPresent();
  }

  @Override
  public String end() {
    return "it ended at once";
  }

  @Override
  public void endUnless(int servingPid) {
    if (runs() && handle.orElseThrow().pid() != servingPid) {
      handle.orElseThrow().destroyForcibly();
      handle.orElseThrow().onExit().join();
    }
  }
}
