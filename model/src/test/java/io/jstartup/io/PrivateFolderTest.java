package io.jstartup.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.model.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
  @TempDir Path base;

  @Test
  void makesAFolderAndThoseAboveIt() throws IOException {
    Path folder = base.resolve("a/b c/d");
    PrivateFolder.ensure(folder);
    PrivateFolder.ensure(folder);
    for (Path made : new Path[] {folder, folder.getParent()}) {
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
    }
  }

  @Test
  void followsALinkToAFolderOfOnesOwn() throws IOException {
    Path folder = base.resolve("folder");
    PrivateFolder.ensure(folder);
    PrivateFolder.ensure(Files.createSymbolicLink(base.resolve("link"), folder));
  }

  @Test
  void refusesWhatOthersCanWriteOrNoFolder() throws IOException {
    Path open = Files.createDirectory(base.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwx---"));
    assertTrue(refusal(open).contains("chmod 700"), refusal(open));
    assertTrue(refusal(Files.createFile(base.resolve("file"))).contains("not a folder"));
    Path nowhere = Files.createSymbolicLink(base.resolve("nowhere"), base.resolve("missing"));
    assertTrue(refusal(nowhere).contains("not a folder"));
    assertTrue(refusal(base.resolve("file/below")).contains("cannot make folder"));
  }

  @Test
  void takesAFolderThatOthersCanOnlyRead() throws IOException {
    Path readable = Files.createDirectory(base.resolve("readable"));
    Files.setPosixFilePermissions(readable, PosixFilePermissions.fromString("rwxr-xr-x"));
    PrivateFolder.ensure(readable);
  }

  @Test
  void refusesAnotherUsersFolder() throws IOException {
    assumeTrue(CallerIds.uid() == 0, "giving a folder away needs root");
    Path folder = base.resolve("theirs");
    PrivateFolder.ensure(folder);
    Files.setAttribute(folder, "unix:uid", 12345);
    assertTrue(refusal(folder).contains("belongs to user 12345"), refusal(folder));
  }

  private static String refusal(Path folder) {
    return assertThrows(ProblemsException.class, () -> PrivateFolder.ensure(folder)).getMessage();
  }
}
