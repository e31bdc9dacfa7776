package io.jstartup.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewrittenFileTest {
  @TempDir Path folder;

  @Test
  void itHasWhatWasWrittenLastLongerOrShorter() throws Exception {
    Path file = folder.resolve("app.pid");
    for (String text : new String[] {"1234", "1234567", "1", "99", ""}) {
      RewrittenFile.write(file, text.getBytes(StandardCharsets.US_ASCII));
      assertEquals(text, Files.readString(file));
    }
    assertEquals(DurableFile.OWNER_ONLY, Files.getPosixFilePermissions(file));
  }

  @Test
  void whatALinkPointsToIsLeftAlone() throws Exception {
    Path other = Files.writeString(folder.resolve("other"), "precious");
    Path link = Files.createSymbolicLink(folder.resolve("app.pid"), other);
    assertThrows(IOException.class, () -> RewrittenFile.write(link, new byte[] {'1'}));
    assertEquals("precious", Files.readString(other));
  }
}
