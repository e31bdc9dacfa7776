package io.jstartup.platforms.os;

/** A system call failed. The message names the call, its object and the error's own text; {@code errno} is the raw number. */
public final class OsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int errno;

  public OsException(String call, String object, int errno, String reason) {
    super(call + " '" + object + "': " + reason);
    this.errno = errno;
  }

  public int errno() {
    return errno;
  }
}
