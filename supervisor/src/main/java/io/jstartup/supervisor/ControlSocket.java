package io.jstartup.supervisor;

import io.jstartup.platforms.os.OsException;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.process.EventLog;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The socket that a supervisor is asked by. At a boot no app waits for it: while a disk without room can't take the socket's file, the
 * supervisor runs the apps without one, and tries again. On the loop's thread.
 */
final class ControlSocket implements AutoCloseable {
  private static final int ENOSPC = 28;
  private static final Duration LATER = Duration.ofSeconds(1);

  /** How it is opened. */
  interface Opening {
    AutoCloseable open() throws IOException, OsException;
  }

  private final Opening opening;
  private final Consumer<AutoCloseable> opened;
  private final EventLoop loop;
  private final EventLog log;
  private AutoCloseable listener = () -> {};

  /** @param opened gets the listener, once there is one */
  ControlSocket(Opening opening, Consumer<AutoCloseable> opened, EventLoop loop, EventLog log) {
    this.opening = opening;
    this.opened = opened;
    this.loop = loop;
    this.log = log;
  }

  /**
   * Opens it.
   *
   * @param patient whether a disk without room is waited for
   * @throws OsException when it can't be opened, and waiting is of no use or not wanted
   */
  void open(boolean patient) throws IOException, OsException {
    try {
      listen();
    } catch (OsException e) {
      if (!patient || !lacksRoom(e)) {
        throw e;
      }
      log.line(
          e.getMessage()
              + "; make room on its disk: until then no command can be served; trying again");
      loop.after(LATER, this::tryAgain);
    }
  }

  /** Java tells no numbers. */
  private static boolean lacksRoom(OsException e) {
    return e.errno() == ENOSPC || e.getMessage().endsWith("No space left on device");
  }

  private void listen() throws IOException, OsException {
    listener = opening.open();
    opened.accept(listener);
  }

  private void tryAgain() {
    try {
      listen();
      log.line("the control socket is there");
    } catch (IOException | OsException e) {
      loop.after(LATER, this::tryAgain);
    }
  }

  @Override
  public void close() throws Exception {
    listener.close();
  }
}
