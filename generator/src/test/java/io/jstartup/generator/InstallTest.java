package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.io.FileSteps;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.systemd.Systemd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallTest {
  @TempDir Path folder;

  @Test
  void writesEnablesAndRecords() throws IOException {
    Scratch machine = new Scratch(folder);
    Outcome outcome = machine.hooks.install(machine.rendered());
    assertTrue(outcome.changed());
    assertEquals("rw-r--r--", mode(machine.at(Scratch.UNIT)));
    assertEquals("rw-------", mode(machine.at(Scratch.RECEIPT)));
    assertEquals("rwx------", mode(machine.at(Scratch.RECEIPT).getParent()));
    assertEquals(
        List.of(
            "systemctl --version",
            "systemd-analyze --man=no verify /etc/systemd/system/jstartup-www.service",
            "systemctl daemon-reload",
            "systemctl enable jstartup-www.service",
            "systemctl is-enabled jstartup-www.service",
            "sync /etc/systemd/system /etc/systemd/system/multi-user.target.wants"),
        machine.systemd.ran);
  }

  @Test
  void aSecondTimeThereIsNothingToDo() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(machine.rendered());
    Map<String, String> before = machine.listing();
    assertFalse(machine.hooks.install(machine.rendered()).changed());
    assertEquals(before, machine.listing());
  }

  @Test
  void aLostLinkIsMadeAgain() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(machine.rendered());
    Map<String, String> before = machine.listing();
    Files.delete(machine.at(machine.rendered().plan().links().get(0)));
    assertTrue(machine.hooks.install(machine.rendered()).changed());
    assertEquals(before, machine.listing());
  }

  @Test
  void whateverCommandFailsAllIsAsBefore() throws IOException {
    assertUndone(
        () -> new Scratch(folder),
        (machine, n) -> machine.systemd.failAt = n,
        machine -> machine.systemd.failAt = -1);
  }

  @Test
  void whateverFileOperationFailsAllIsAsBefore() throws IOException {
    FailingSteps steps = new FailingSteps();
    assertUndone(
        () -> new Scratch(folder, steps),
        (machine, n) -> steps.failAt = n,
        machine -> steps.failAt = -1);
  }

  /** A first install and an update, with the n-th step failing, for every n until none fails. */
  private static void assertUndone(MachineMaker maker, Fault fault, Repair repair)
      throws IOException {
    Scratch machine = maker.make();
    BootHook updated = machine.hook.withWaitIp(true);
    for (BootHook wanted : List.of(machine.hook, updated)) {
      RenderedHook rendered = machine.rendered(wanted);
      Map<String, String> before = machine.listing();
      int failures = 0;
      for (; ; failures++) {
        fault.set(machine, failures);
        try {
          machine.hooks.install(rendered);
          break;
        } catch (ProblemsException e) {
          assertEquals(before, machine.listing(), "after a fault at step " + failures);
        } finally {
          repair.set(machine);
        }
      }
      assertTrue(failures >= 4, "only " + failures + " steps could fail");
      assertTrue(machine.hooks.state(new Systemd(), wanted).kind() == HookState.Kind.CURRENT);
    }
  }

  @Test
  void whatTheCheckerSaysAboutOurUnitStopsTheInstall() throws IOException {
    Scratch machine = new Scratch(folder);
    Map<String, String> before = machine.listing();
    machine.systemd.verifyMessages =
        "/etc/systemd/system/jstartup-www.service:12: Unknown key name 'Foo' in section 'Service', ignoring.\n";
    ProblemsException e =
        assertThrows(ProblemsException.class, () -> machine.hooks.install(machine.rendered()));
    assertTrue(e.getMessage().contains("Unknown key name 'Foo'"), e.getMessage());
    assertEquals(before, machine.listing());
  }

  @Test
  void whatTheCheckerSaysAboutOthersDoesNot() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.systemd.verifyMessages =
        "/lib/systemd/system/plymouth-start.service:15: Unit configured to use KillMode=none.\n";
    assertTrue(machine.hooks.install(machine.rendered()).changed());
  }

  @Test
  void aFileOfSomebodyElsesStays() throws IOException {
    Scratch machine = new Scratch(folder);
    Files.writeString(machine.at(Scratch.UNIT), "[Unit]\n");
    assertRefused(machine, machine.hook, "jstartup did not write the file");
  }

  @Test
  void aMaskedServiceStaysMasked() throws IOException {
    Scratch machine = new Scratch(folder);
    Files.createSymbolicLink(machine.at(Scratch.UNIT), Path.of("/dev/null"));
    assertRefused(machine, machine.hook, "masked");
  }

  @Test
  void aFileChangedByHandStays() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(machine.rendered());
    Files.writeString(machine.at(Scratch.UNIT), "# mine\n");
    assertRefused(machine, machine.hook, "changed by hand");
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() throws IOException {
    Scratch machine = new Scratch(folder);
    BootHook wrong =
        new BootHook(
            new Account("www", 4242, 33, Path.of("/home/www")),
            Path.of("/home/www"),
            Path.of("/home/www/.jstartup"),
            "jstartup-www",
            Path.of("/opt/none"),
            Path.of("/opt/java"),
            BootHook.DEFAULT_SEARCH_PATH,
            false,
            Duration.ofMillis(Long.MAX_VALUE));
    ProblemsException e =
        assertThrows(ProblemsException.class, () -> machine.hooks.install(machine.rendered(wrong)));
    assertEquals(3, e.problems().size(), e.getMessage());
  }

  @Test
  void forAnInitSystemThatDoesNotRunNothingIsWritten() throws IOException {
    Scratch machine = new Scratch(folder);
    Files.delete(machine.at(Path.of("/run/systemd/system")));
    assertRefused(machine, machine.hook, "it does not run on this machine");
  }

  @Test
  void receiptsThatAnotherUserCouldHaveWrittenAreNotRead() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(machine.rendered());
    Files.setPosixFilePermissions(
        machine.at(Scratch.RECEIPT).getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertRefused(machine, machine.hook, "other users can write it");
    assertThrows(ProblemsException.class, () -> machine.hooks.remove("jstartup-www", true));
  }

  @Test
  void aDamagedReceiptOfAnotherHookIsNoHindrance() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(machine.rendered());
    String receipt = Files.readString(machine.at(Scratch.RECEIPT));
    Path receipts = machine.at(Scratch.RECEIPT).getParent();
    Files.writeString(receipts.resolve("jstartup-torn.json"), receipt.substring(0, 99));
    Files.writeString(
        receipts.resolve("jstartup-newer.json"),
        receipt.replaceFirst("(\"format\" : )\\d+", "$199"));
    Outcome updated = machine.hooks.install(machine.rendered(machine.hook.withWaitIp(true)));
    assertTrue(updated.changed());
    assertEquals(2, updated.warnings().size(), updated.toString());
    assertTrue(machine.hooks.installed("jstartup-www").isPresent());
    assertThrows(ProblemsException.class, () -> machine.hooks.installed("jstartup-torn"));
    assertThrows(ProblemsException.class, machine.hooks::installed);
  }

  @Test
  void anInstallThatWasKilledIsTakenUpByTheNext() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(machine.rendered());
    Map<String, String> whole = machine.listing();
    String receipt = Files.readString(machine.at(Scratch.RECEIPT));
    Files.writeString(
        machine.at(Scratch.RECEIPT),
        receipt.replace("\"complete\" : true", "\"complete\" : false"));
    assertTrue(machine.hooks.install(machine.rendered()).changed());
    assertEquals(whole, machine.listing());
  }

  private static void assertRefused(Scratch machine, BootHook hook, String why) throws IOException {
    Map<String, String> before = machine.listing();
    ProblemsException e =
        assertThrows(
            ProblemsException.class,
            () -> machine.hooks.install(machine.rendered(hook.withWaitIp(true))));
    assertTrue(e.getMessage().contains(why), e.getMessage());
    assertEquals(before, machine.listing());
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private interface MachineMaker {
    Scratch make() throws IOException;
  }

  private interface Fault {
    void set(Scratch machine, int n);
  }

  private interface Repair {
    void set(Scratch machine);
  }

  /** The n-th operation on a file fails. */
  private static final class FailingSteps implements FileSteps {
    int failAt = -1;

    private void count() throws IOException {
      if (failAt-- == 0) {
        throw new IOException("the test wants it");
      }
    }

    @Override
    public FileChannel create(Path file, Set<PosixFilePermission> mode) throws IOException {
      count();
      return FileSteps.super.create(file, mode);
    }

    @Override
    public void write(FileChannel channel, ByteBuffer bytes) throws IOException {
      count();
      FileSteps.super.write(channel, bytes);
    }

    @Override
    public void force(FileChannel channel) throws IOException {
      count();
      FileSteps.super.force(channel);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      count();
      FileSteps.super.rename(from, to);
    }

    @Override
    public void forceFolder(Path above) throws IOException {
      count();
      FileSteps.super.forceFolder(above);
    }
  }
}
