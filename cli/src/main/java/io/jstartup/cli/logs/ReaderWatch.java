package io.jstartup.cli.logs;

import io.jstartup.cli.output.OutputClosed;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Tells when nobody reads our stdout any more, though there is nothing to write: {@code logs | head} ends with its head. Java can't ask
 * a pipe, so on Linux the processes that have it open for reading are looked for. When none was ever found, as for a reader in another
 * container, nothing is told; the next write will tell.
 */
final class ReaderWatch {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Path PROC = Path.of("/proc");

  private final String pipe = pipe();
  private long checked = System.nanoTime();
  private Set<Path> readers = Set.of();
  private boolean found;

  private static String pipe() {
    try {
      String target = Files.readSymbolicLink(PROC.resolve("self/fd/1")).toString();
      return target.startsWith("pipe:") ? target : "";
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  /** To be called before anything is written: a reader may have enough of the first line. */
  void begin() throws IOException {
    if (!pipe.isEmpty()) {
      readers = search();
      found = !readers.isEmpty();
    }
  }

  /** Looks, once a second at most. */
  void check() throws IOException {
    long now = System.nanoTime();
    if (pipe.isEmpty() || now - checked < PAUSE_NANOS) {
      return;
    }
    checked = now;
    if (readers.stream().anyMatch(this::mayRead)) {
      return;
    }
    readers = search();
    if (!readers.isEmpty()) {
      found = true;
    } else if (found) {
      throw new OutputClosed(new IOException("the pipe has no reader"));
    }
  }

  private Set<Path> search() throws IOException {
    Set<Path> found = new HashSet<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (reads(process)) {
          found.add(process);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  /** What had it open and can't be looked into any more, such as a sudo, may still have it. */
  private boolean mayRead(Path process) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      return reads(process, files);
    } catch (AccessDeniedException e) {
      return true;
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
  }

  private boolean reads(Path process) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      return reads(process, files);
    } catch (IOException | DirectoryIteratorException e) {
      return false; // another user's, or just gone
    }
  }

  private boolean reads(Path process, Iterable<Path> files) {
    for (Path file : files) {
      try {
        if (Files.readSymbolicLink(file).toString().equals(pipe) && !writes(process, file)) {
          return true;
        }
      } catch (IOException e) {
        continue; // closed meanwhile
      }
    }
    return false;
  }

  /** proc(5): the flags are octal, and the last digit has the access mode. */
  private static boolean writes(Path process, Path file) throws IOException {
    for (String line : Files.readAllLines(process.resolve("fdinfo").resolve(file.getFileName()))) {
      if (line.startsWith("flags:")) {
        return (line.charAt(line.length() - 1) - '0' & 3) == 1;
      }
    }
    return false;
  }
}
