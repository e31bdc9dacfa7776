package io.jstartup.platforms.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeadRemovalTest {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private final OperatingSystem os = OperatingSystems.current();
  private Path folder;

  @BeforeEach
  void folder() throws IOException {
    Spawned.needs(os, Capability.HEAD_REMOVAL);
    folder = Files.createTempDirectory(TARGET, "head");
  }

  private HeadRemoval heads() {
    return os.headRemoval().orElseThrow();
  }

  private static long inode(Path file) throws IOException {
    return (Long) Files.getAttribute(file, "unix:ino");
  }

  @Test
  void theHeadGoesAndTheRestStays() throws Exception {
    Path file = Files.writeString(folder.resolve("x.log"), "a".repeat(8192) + "rest");
    assertTrue(heads().possible(file), "no file system for logs: " + Files.getFileStore(file));
    assertEquals(8196, Files.size(file), "asking changes nothing");
    heads().remove(file, inode(file), 8192);
    assertEquals("rest", Files.readString(file));
  }

  @Test
  void anotherFileALinkAndAnOddLengthAreRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("x.log"), "a".repeat(8192) + "rest");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThrows(IOException.class, () -> heads().remove(file, inode(folder), 4096));
    assertThrows(IOException.class, () -> heads().remove(link, inode(file), 4096));
    assertThrows(IOException.class, () -> heads().remove(file, inode(file), 100));
    assertThrows(IOException.class, () -> heads().remove(file, inode(file), 12288));
    assertFalse(heads().possible(link));
    assertFalse(heads().possible(folder));
    assertEquals(8196, Files.size(file));
  }

  @Test
  void memoryFileSystemsCant() throws Exception {
    Path file = Path.of("/dev/shm/" + UUID.randomUUID());
    try {
      Files.writeString(file, "a".repeat(8192) + "rest");
      assertFalse(heads().possible(file));
      assertThrows(IOException.class, () -> heads().remove(file, inode(file), 4096));
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
