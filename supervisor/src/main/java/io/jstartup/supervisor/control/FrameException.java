package io.jstartup.supervisor.control;

/** The peer does not speak the protocol; nothing after this can be understood, so the connection ends. */
public final class FrameException extends Exception {
  private static final long serialVersionUID = 1L;

  public FrameException(String reason) {
    super(reason);
  }
}
