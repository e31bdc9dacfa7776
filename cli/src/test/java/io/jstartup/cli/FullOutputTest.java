package io.jstartup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.cli.command.Typed;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script that redirects a result to a full disk has to hear of it. */
class FullOutputTest {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(OutputStream out, String... words) {
    return Cli.run(Typed.session(folder, out, err, words));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jlist", "list", "help", "completion bash", "list --json --silent"})
  void isAFailureThatIsSaidOnce(String line) throws Exception {
    assumeTrue(Files.exists(FULL), "only where there is a full device");
    try (OutputStream out = new FileOutputStream(FULL.toFile())) {
      assertEquals(1, run(out, line.split(" ")));
    }
    String said = err.toString(StandardCharsets.UTF_8);
    assertTrue(said.startsWith("jstartup: cannot write all of the output: No space left"), said);
    assertEquals(1, said.lines().filter(it -> it.contains("cannot write")).count(), said);
  }

  @Test
  void isNoneWhenItsReaderHasGone() throws Exception {
    try (OutputStream out = new Broken()) {
      assertEquals(0, run(out, "jlist"));
    }
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }

  private static final class Broken extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }
}
