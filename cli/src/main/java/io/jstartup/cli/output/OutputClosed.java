package io.jstartup.cli.output;

import java.io.IOException;

/** Nobody reads our stdout any more. */
public final class OutputClosed extends IOException {
  private static final long serialVersionUID = 1L;

  public OutputClosed(IOException cause) {
    super(cause);
  }
}
