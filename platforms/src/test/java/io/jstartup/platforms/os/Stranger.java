package io.jstartup.platforms.os;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A shell that is the JVM's child and none of the seam's, so that its own children are strangers. Killed at the end. */
final class Stranger implements AutoCloseable {
  private final Process shell;
  private final BufferedReader output;

  Stranger(String script) throws IOException {
    shell =
        new ProcessBuilder("/bin/sh", "-c", script)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    output =
        new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
  }

  int firstNumber() throws IOException {
    return Integer.parseInt(output.readLine());
  }

  void write(String text) throws IOException {
    shell.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    shell.getOutputStream().flush();
  }

  @Override
  public void close() {
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
  }
}
