package io.jstartup.generator;

import io.jstartup.generator.receipt.Receipts;
import io.jstartup.io.DurableFile;
import io.jstartup.io.Reason;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.detect.MachineFacts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The machine's files, by the absolute paths that they have there; they are looked up below a root folder. Links at a path's end are
 * never followed. Every method throws a {@link ProblemsException} that names the path.
 */
public final class Machine {
  /** No file of a hook or of an app comes near it. */
  static final int LARGEST_FILE = 64 * 1024 * 1024;

  private final Path root;
  private final DurableFile files;

  /**
   * @param root {@code /}, or the folder that stands for it
   * @param files writes them
   */
  public Machine(Path root, DurableFile files) {
    this.root = root;
    this.files = files;
  }

  /** The machine that we run on. */
  public static Machine real() {
    return new Machine(Path.of("/"), DurableFile.system());
  }

  /** Where this path of the machine really lies. */
  public Path at(Path path) {
    return root.resolve(Path.of("/").relativize(path));
  }

  public boolean exists(Path path) {
    return Files.exists(at(path), LinkOption.NOFOLLOW_LINKS);
  }

  /** The receipts of the system's hooks. */
  Receipts receipts() {
    return receipts(Receipts.OF_SYSTEM);
  }

  /** The receipts in this folder. */
  Receipts receipts(Path folder) {
    return new Receipts(at(folder), files);
  }

  /** What detection sees of it. */
  public MachineFacts facts(Map<String, String> environment) {
    return new MachineFacts(root, System.getProperty("os.name"), environment);
  }

  boolean isPlainFile(Path path) {
    return Files.isRegularFile(at(path), LinkOption.NOFOLLOW_LINKS);
  }

  /** The content; empty when there is no such file. */
  Optional<byte[]> read(Path path) {
    try (var in = Files.newInputStream(at(path), LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(LARGEST_FILE + 1);
      if (content.length > LARGEST_FILE) {
        throw new ProblemsException("cannot read '" + path + "'", "it is larger than 64 MiB", "");
      }
      return Optional.of(content);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("cannot read '" + path + "'", e);
    }
  }

  /** The content as UTF-8 text; empty when there is no such file. */
  public String text(Path path) {
    return new String(read(path).orElse(new byte[0]), StandardCharsets.UTF_8);
  }

  /** Whether it is a folder that belongs to root. */
  boolean isRoots(Path folder) {
    try {
      return Files.isDirectory(at(folder)) && Files.getAttribute(at(folder), "unix:uid").equals(0);
    } catch (IOException e) {
      return false;
    }
  }

  Set<PosixFilePermission> mode(Path path) {
    try {
      return Files.getPosixFilePermissions(at(path), LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw failed("cannot read the permissions of '" + path + "'", e);
    }
  }

  void write(Path path, byte[] content, Set<PosixFilePermission> mode) {
    try {
      files.replace(at(path), content, mode);
    } catch (IOException e) {
      throw failed("cannot write '" + path + "'", e);
    }
  }

  /** Removes a file or link; whether there was one. */
  boolean delete(Path path) {
    try {
      boolean deleted = Files.deleteIfExists(at(path));
      if (deleted) {
        forceFolder(at(path).getParent());
      }
      return deleted;
    } catch (IOException e) {
      throw failed("cannot remove '" + path + "'", e);
    }
  }

  /** What is there of a path in whose last part each {@code ?} stands for any one character, sorted. */
  List<Path> matching(Path pattern) {
    String name = pattern.getFileName().toString();
    Path folder = pattern.getParent();
    if (!name.contains("?")) {
      return exists(pattern) ? List.of(pattern) : List.of();
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(at(folder), name)) {
      List<Path> found = new ArrayList<>();
      files.forEach(file -> found.add(folder.resolve(file.getFileName())));
      Collections.sort(found);
      return found;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw failed("cannot list '" + folder + "'", e);
    }
  }

  /** Makes a folder that is not there, mode 0755. */
  void makeFolder(Path path) {
    try {
      if (!Files.isDirectory(at(path))) {
        Files.createDirectory(at(path), PosixFilePermissions.asFileAttribute(permissions(0755)));
        Files.setPosixFilePermissions(at(path), permissions(0755)); // whatever the umask
        forceFolder(at(path).getParent());
      }
    } catch (IOException e) {
      throw failed("cannot make folder '" + path + "'", e);
    }
  }

  /** Removes a folder when it is there and empty; a link that somebody has put in its place stays. */
  void deleteEmptyFolder(Path path) {
    try {
      if (Files.isDirectory(at(path), LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(at(path));
      }
    } catch (DirectoryNotEmptyException e) {
      return; // others' files: the folder stays
    } catch (IOException e) {
      throw failed("cannot remove folder '" + path + "'", e);
    }
  }

  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static ProblemsException failed(String what, IOException e) {
    return new ProblemsException(new Problem(what, Reason.of(e)), e);
  }

  /** Permissions from their number: {@code 0644}. */
  public static Set<PosixFilePermission> permissions(int mode) {
    char[] letters = "rwxrwxrwx".toCharArray();
    for (int i = 0; i < letters.length; i++) {
      if ((mode & (1 << (letters.length - 1 - i))) == 0) {
        letters[i] = '-';
      }
    }
    return PosixFilePermissions.fromString(new String(letters));
  }
}
