package io.jstartup.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasonTest {
  private static String reading(Path file) {
    return Reason.of(assertThrows(IOException.class, () -> Files.readAllBytes(file)));
  }

  @Test
  void isNeverThePathAlone(@TempDir Path folder) throws Exception {
    assertEquals("there is no such file", reading(folder.resolve("none")));
    assertEquals("Is a directory", reading(folder));
    Path plain = Files.createFile(folder.resolve("plain"));
    assertEquals("Not a directory", reading(plain.resolve("below")));
    assertEquals("permission denied", Reason.of(new AccessDeniedException("/x")));
    assertEquals(
        "java.nio.file.NotDirectoryException: /x", Reason.of(new NotDirectoryException("/x")));
    assertEquals("broken", Reason.of(new IOException("broken")));
    assertEquals("java.io.IOException", Reason.of(new IOException()));
  }
}
