package io.jstartup.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
  private static final byte[] OLD = {1, 2, 3};
  private static final byte[] NEW = {4, 5, 6, 7};

  @TempDir Path folder;

  @Test
  void replacesContentAndMode() throws IOException {
    Path file = folder.resolve("a b");
    DurableFile.system().replace(file, OLD);
    assertEquals(DurableFile.OWNER_ONLY, Files.getPosixFilePermissions(file));
    DurableFile.system().replace(file, NEW, DurableFile.mode("rw-rw-rw-"));
    assertArrayEquals(NEW, Files.readAllBytes(file));
    assertEquals(DurableFile.mode("rw-rw-rw-"), Files.getPosixFilePermissions(file));
    DurableFile.system().publish(file, OLD);
    assertArrayEquals(OLD, Files.readAllBytes(file));
    assertEquals(List.of(file), listing());
  }

  @Test
  void replacesALinkAndNotWhatItPointsTo() throws IOException {
    Path target = folder.resolve("target");
    DurableFile.system().replace(target, OLD);
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    DurableFile.system().replace(link, NEW);
    assertFalse(Files.isSymbolicLink(link));
    assertArrayEquals(OLD, Files.readAllBytes(target));
  }

  @Test
  void leavesTheOldContentAndNothingElseWhicheverStepFails() throws IOException {
    Path file = folder.resolve("file");
    DurableFile.system().replace(file, OLD);
    int failed = 0;
    for (int n = 0; failed == n; n++) {
      FailingSteps steps = new FailingSteps(n);
      try {
        new DurableFile(steps).replace(file, NEW);
      } catch (IOException e) {
        failed++;
        boolean renamed = steps.done.contains("rename");
        assertArrayEquals(renamed ? NEW : OLD, Files.readAllBytes(file), "after " + steps.done);
        assertEquals(List.of(file), listing());
      }
    }
    assertEquals(5, failed, "create, write, force, rename, forceFolder");
    assertArrayEquals(NEW, Files.readAllBytes(file));
  }

  @Test
  void sweepsOnlyItsOwnLeftOvers() throws IOException {
    Path file = folder.resolve("file");
    Path mine = Files.createFile(folder.resolve(".file.0123456789abcdef.tmp"));
    Path others = Files.createFile(folder.resolve(".file2.0123456789abcdef.tmp"));
    DurableFile.sweepTemporaries(file);
    assertFalse(Files.exists(mine));
    assertTrue(Files.exists(others));
  }

  @Test
  void failsWhereNoFileCanBe() {
    assertThrows(IOException.class, () -> DurableFile.system().replace(folder, NEW));
    assertThrows(IOException.class, () -> DurableFile.system().replace(folder.resolve("x/y"), NEW));
  }

  private List<Path> listing() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Lets the n-th step fail. */
  private static final class FailingSteps implements FileSteps {
    final List<String> done = new ArrayList<>();
    private final int failing;

    FailingSteps(int failing) {
      this.failing = failing;
    }

    private void step(String name) throws IOException {
      if (done.size() == failing) {
        throw new IOException("injected at " + name);
      }
      done.add(name);
    }

    @Override
    public FileChannel create(Path file, Set<PosixFilePermission> mode) throws IOException {
      step("create");
      return FileSteps.super.create(file, mode);
    }

    @Override
    public void write(FileChannel channel, ByteBuffer bytes) throws IOException {
      step("write");
      FileSteps.super.write(channel, bytes);
    }

    @Override
    public void force(FileChannel channel) throws IOException {
      step("force");
      FileSteps.super.force(channel);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      step("rename");
      FileSteps.super.rename(from, to);
    }

    @Override
    public void forceFolder(Path path) throws IOException {
      step("forceFolder");
      FileSteps.super.forceFolder(path);
    }
  }
}
