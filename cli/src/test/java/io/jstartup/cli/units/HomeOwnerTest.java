package io.jstartup.cli.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.generator.run.SystemCommands;
import io.jstartup.io.CallerIds;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gives folders away; needs root. */
final class HomeOwnerTest {
  private static final int NOBODY = 65534;
  private static final int DAEMON = 1;

  @TempDir Path folder;

  @BeforeEach
  void needsRoot() throws IOException {
    assumeTrue(CallerIds.uid() == 0, "giving folders to others needs root");
  }

  @Test
  void aHomeIsItsFoldersOwners() throws IOException {
    Path above = owned(Files.createDirectory(folder.resolve("nobody")), NOBODY);
    Path home = owned(Files.createDirectory(above.resolve(".jstartup")), NOBODY);
    assertEquals("nobody", of(home).name());
    assertEquals(NOBODY, of(home).uid());
  }

  @Test
  void aHomeThatSomebodyElseCanPutAnotherInPlaceOfIsNobodys() throws IOException {
    Path above = owned(Files.createDirectory(folder.resolve("daemon")), DAEMON);
    Path theirs = owned(Files.createDirectory(above.resolve("theirs")), NOBODY);
    Path roots = Files.createDirectory(above.resolve("roots"));
    Path home = owned(Files.createDirectory(folder.resolve("home")), NOBODY);
    Path link = owned(Files.createSymbolicLink(folder.resolve("link"), home), DAEMON);
    for (Path each : new Path[] {theirs, roots, link}) {
      String said = assertThrows(ProblemsException.class, () -> of(each)).getMessage();
      assertTrue(said.contains("is of uid 1,"), said);
    }
  }

  @Test
  void aNumberWithoutAUserIsNobodys() throws IOException {
    Path home = owned(Files.createDirectory(folder.resolve("home")), -3);
    String said = assertThrows(ProblemsException.class, () -> of(home)).getMessage();
    assertTrue(said.contains("uid 4294967293"), said);
  }

  private static Account of(Path home) {
    return HomeOwner.of(home, new SystemCommands());
  }

  private static Path owned(Path path, int uid) throws IOException {
    Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
    return path;
  }
}
