package io.jstartup.platforms.os;

import java.io.IOException;

/** Something to be done to files. */
@FunctionalInterface
public interface FileTask {
  void run() throws IOException;
}
