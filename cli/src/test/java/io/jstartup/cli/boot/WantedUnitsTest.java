package io.jstartup.cli.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.generator.receipt.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WantedUnitsTest {
  @TempDir Path home;

  @Test
  void unitsOfOtherHomesAreThoseThatNoReceiptHereNames() throws IOException {
    assertEquals(List.of(), WantedUnits.besides(List.of(), home));
    Path ours = link("jstartup-www.service");
    link("podman.service");
    assertEquals(List.of(), WantedUnits.besides(List.of(receipt(ours)), home));
    link("jstartup-www-0123abcd-apps.target");
    assertEquals(
        List.of("jstartup-www-0123abcd-apps.target"),
        WantedUnits.besides(List.of(receipt(ours)), home));
  }

  @Test
  void aUnitOfAnotherNameIsKnownByItsFirstLine() throws IOException {
    Path units = home.resolve(".config/systemd/user");
    link("web.service");
    link("podman.service");
    Files.writeString(units.resolve("web.service"), "# Boot hook of jstartup for user www, ...\n");
    Files.writeString(
        units.resolve("podman.service"), "[Unit]\nDescription=of jstartup for user www\n");
    assertEquals(List.of("web.service"), WantedUnits.besides(List.of(), home));
  }

  /** It leads nowhere, as a link does whose unit was deleted by hand. */
  private Path link(String unit) throws IOException {
    Path wants = home.resolve(".config/systemd/user/default.target.wants");
    Files.createDirectories(wants);
    return Files.createSymbolicLink(wants.resolve(unit), Path.of("../" + unit));
  }

  private Receipt receipt(Path link) {
    return new Receipt(
        true,
        "1",
        "systemd-user",
        "jstartup-www",
        new Receipt.Facts("www", home, home, home, home, false),
        List.of(),
        List.of(),
        List.of(link),
        Optional.empty(),
        List.of(),
        List.of());
  }
}
