package io.jstartup.tests.fidelity;

import io.jstartup.tests.rig.InitMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program that writes down how it was started and stopped, {@code apps/fidelity/recorder.c}: it needs nothing on the machine. */
public final class Recorder {
  private static byte[] known;

  private Recorder() {}

  /** Compiled by this machine's gcc, once. */
  public static synchronized byte[] compiled() {
    if (known == null) {
      known = compile();
    }
    return known.clone();
  }

  private static byte[] compile() {
    try {
      Path folder = Files.createTempDirectory("recorder");
      Path source = folder.resolve("recorder.c");
      Path program = folder.resolve("recorder");
      Files.writeString(source, InitMachine.resource("apps/fidelity/recorder.c"));
      int code =
          new ProcessBuilder(
                  "gcc",
                  "-static",
                  "-O2",
                  "-Wall",
                  "-Wextra",
                  "-Werror",
                  "-o",
                  program.toString(),
                  source.toString())
              .inheritIO()
              .start()
              .waitFor();
      if (code != 0) {
        throw new AssertionError("gcc ended with " + code);
      }
      byte[] compiled = Files.readAllBytes(program);
      Files.delete(program);
      Files.delete(source);
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
