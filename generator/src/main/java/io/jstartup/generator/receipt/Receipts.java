package io.jstartup.generator.receipt;

import io.jstartup.io.DurableFile;
import io.jstartup.io.PrivateFolder;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The receipts of hooks: one 0600 file each in a 0700 folder of who installs, which comes with the first receipt and goes with the last. The
 * system's, root's, is not below a {@code /var/lib/jstartup}, as that may well be the home of a user, who could then swap it.
 */
public final class Receipts {
  /** Where those of the system's hooks are. */
  public static final Path OF_SYSTEM = Path.of("/var/lib/jstartup-receipts");

  private static final String SUFFIX = ".json";
  private static final int LARGEST = 64 * 1024 * 1024;

  private final Path folder;
  private final DurableFile files;

  /** @param folder holds nothing but receipts */
  public Receipts(Path folder, DurableFile files) {
    this.folder = folder;
    this.files = files;
  }

  /**
   * The receipt of this service; empty when it has none.
   *
   * @throws ProblemsException when it can't be read or is damaged
   */
  public Optional<Receipt> find(String serviceName) {
    requireOwn();
    Path file = file(serviceName);
    try (var in = Files.newInputStream(file)) {
      return Optional.of(ReceiptJson.read(in.readNBytes(LARGEST)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("cannot read receipt '" + file + "'", e);
    }
  }

  /**
   * All of them, sorted by service; none when the folder is not there.
   *
   * @throws ProblemsException when any can't be read or is damaged
   */
  public List<Receipt> all() {
    return services().stream().flatMap(service -> find(service).stream()).toList();
  }

  /**
   * The same without those that can't be read, are damaged or of a newer version.
   *
   * @param unreadable is told what is wrong with each of these
   */
  public List<Receipt> readable(Consumer<ProblemsException> unreadable) {
    return readable((service, problem) -> unreadable.accept(problem));
  }

  /**
   * The same.
   *
   * @param unreadable is told the service too
   */
  public List<Receipt> readable(BiConsumer<String, ProblemsException> unreadable) {
    List<Receipt> readable = new ArrayList<>();
    for (String service : services()) {
      try {
        find(service).ifPresent(readable::add);
      } catch (ProblemsException e) {
        unreadable.accept(service, e);
      }
    }
    return readable;
  }

  private List<String> services() {
    requireOwn();
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("."))
          .sorted()
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw failed("cannot list receipts in '" + folder + "'", e);
    }
  }

  public void put(Receipt receipt) {
    PrivateFolder.ensure(folder);
    Path file = file(receipt.serviceName());
    try {
      files.replace(file, ReceiptJson.write(receipt));
    } catch (IOException e) {
      throw failed("cannot write receipt '" + file + "'", e);
    }
  }

  /** Removes a receipt, and the folder when it was the last. */
  public void remove(String serviceName) {
    try {
      Files.deleteIfExists(file(serviceName));
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      return; // other hooks' receipts
    } catch (IOException e) {
      throw failed("cannot remove receipt '" + file(serviceName) + "'", e);
    }
  }

  /** What another user could have put there is no receipt. */
  private void requireOwn() {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      PrivateFolder.check(folder);
    }
  }

  private Path file(String serviceName) {
    return folder.resolve(serviceName + SUFFIX);
  }

  private static ProblemsException failed(String what, IOException e) {
    return new ProblemsException(
        new Problem(
            what,
            e.getClass().getSimpleName() + ": " + e.getMessage(),
            "the system's need root; a damaged receipt has to be moved away by hand, with the files it names"),
        e);
  }
}
