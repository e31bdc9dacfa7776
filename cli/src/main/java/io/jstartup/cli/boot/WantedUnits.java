package io.jstartup.cli.boot;

import io.jstartup.generator.receipt.Receipt;
import io.jstartup.platforms.systemd.UserManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Units of jstartup that a user's manager starts by itself. Lingering is the user's, receipts are a home's: other homes' are here only. */
final class WantedUnits {
  private WantedUnits() {}

  /** The names of those that are in none of these receipts, sorted. */
  static List<String> besides(List<Receipt> receipts, Path userHome) {
    Path wants = UserManager.units(userHome).resolve("default.target.wants");
    Set<Path> known =
        receipts.stream()
            .flatMap(receipt -> receipt.links().stream())
            .map(Path::getFileName)
            .collect(Collectors.toSet());
    try (Stream<Path> links = Files.list(wants)) {
      return links
          .filter(link -> !known.contains(link.getFileName()) && isOurs(link))
          .map(link -> link.getFileName().toString())
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By its usual name, or by what its first line says where {@code --service-name} gave it another. */
  private static boolean isOurs(Path link) {
    if (link.getFileName().toString().startsWith("jstartup-")) {
      return true;
    }
    try (BufferedReader unit = Files.newBufferedReader(link, StandardCharsets.ISO_8859_1)) {
      return String.valueOf(unit.readLine()).contains(" of jstartup for user ");
    } catch (IOException e) {
      return false; // it leads nowhere, so nothing is started by it
    }
  }
}
