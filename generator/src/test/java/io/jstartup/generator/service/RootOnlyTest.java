package io.jstartup.generator.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.io.CallerIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a folder that root alone can write; needs root. */
final class RootOnlyTest {
  private static final int WWW = 4711;

  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    assumeTrue(CallerIds.uid() == 0, "needs root");
    folder = Files.createTempDirectory(Path.of("/var"), "jstartup-test");
  }

  @AfterEach
  void removeFolder() throws IOException {
    if (folder != null) {
      try (var files = Files.list(folder)) {
        files.forEach(file -> file.toFile().delete());
      }
      Files.delete(folder);
    }
  }

  @Test
  void anotherUsersListNamesOnlyAPlainFileOfThatUser() throws IOException {
    Path file = folder.resolve("app.log");
    assertFalse(RootOnly.mayAppend(file, WWW), "root would make it");
    Files.createFile(file);
    assertFalse(RootOnly.mayAppend(file, WWW), "it is root's");
    Files.setAttribute(file, "unix:uid", WWW);
    assertTrue(RootOnly.mayAppend(file, WWW));
    assertFalse(RootOnly.mayAppend(file, WWW + 1));
    Files.createLink(folder.resolve("other"), file);
    assertFalse(RootOnly.mayAppend(file, WWW), "it has another name");
    Files.delete(folder.resolve("other"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertFalse(RootOnly.mayAppend(link, WWW), "a link");
  }

  @Test
  void rootsOwnListNamesAnyFileWhereNobodyElseCanPutALink() throws IOException {
    assertTrue(RootOnly.mayAppend(folder.resolve("app.log"), 0));
    assertFalse(RootOnly.mayAppend(Path.of("/tmp/app.log"), 0));
  }
}
