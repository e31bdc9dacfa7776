package io.jstartup.tests.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program or library in C, compiled by this machine's gcc. */
public final class CProgram {
  private CProgram() {}

  /**
   * What gcc makes of it; a warning is an error.
   *
   * @param options what gcc is given after the source, libraries too
   */
  public static byte[] compiled(String source, String... options) {
    try {
      Path folder = Files.createTempDirectory("compiled");
      Path file = Files.writeString(folder.resolve("source.c"), source);
      Path program = folder.resolve("program");
      List<String> gcc = new ArrayList<>(List.of("gcc", "-O2", "-Wall", "-Wextra", "-Werror"));
      gcc.addAll(List.of("-o", program.toString(), file.toString()));
      gcc.addAll(List.of(options));
      int code = new ProcessBuilder(gcc).inheritIO().start().waitFor();
      if (code != 0) {
        throw new AssertionError("gcc ended with " + code);
      }
      byte[] compiled = Files.readAllBytes(program);
      Files.delete(program);
      Files.delete(file);
      Files.delete(folder);
      return compiled;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
