package io.jstartup.supervisor.watch;

import io.jstartup.io.DurableFile;
import io.jstartup.model.AppSpec;
import io.jstartup.supervisor.log.rotate.Archives;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the supervisor writes itself and for its apps: its home, their logs and pid files, and what stands beside those for a while or
 * is left of them. None of it may restart anything, by whatever path it is watched, as a restart writes there again. Put together on
 * one thread and then given to another: what is real is looked up there, when it is asked for first.
 */
final class OwnFiles {
  /** By the path that is written to, whose name says what archives are called. */
  private record Log(Path file, String dateFormat) {}

  private final Path home;
  private final Set<Log> logs = new LinkedHashSet<>();
  private final Set<Path> pidFiles = new LinkedHashSet<>();
  private final Map<Path, Path> realFolders = new HashMap<>();
  private Set<Path> whole;
  private final Map<Path, Set<Log>> logsIn = new HashMap<>();
  private final Map<Path, Set<Path>> pidFilesIn = new HashMap<>();

  OwnFiles(Path home) {
    this.home = home;
  }

  void add(AppSpec app) {
    String dateFormat = Archives.dateFormat(app.logs().policy().rotation());
    for (Path file : Archives.logs(app.logs())) {
      logs.add(new Log(file, dateFormat));
    }
    try {
      Path file = Path.of(app.pidFile()).normalize();
      if (file.getParent() != null) {
        pidFiles.add(file);
      }
    } catch (InvalidPathException e) {
      return; // nothing can be written there either
    }
  }

  /**
   * Whether it, or a folder that it is in, is one of them.
   *
   * @param real the same file, by a path whose folders are no links
   */
  boolean contain(Path file, Path real) {
    if (whole == null) {
      lookUp();
    }
    return isWithin(file) || isBeside(file) || isWithin(real) || isBeside(real);
  }

  private boolean isWithin(Path file) {
    for (Path each = file; each != null; each = each.getParent()) {
      if (whole.contains(each)) {
        return true;
      }
    }
    return false;
  }

  private boolean isBeside(Path file) {
    Path folder = file.getParent();
    String name = String.valueOf(file.getFileName());
    for (Log log : logsIn.getOrDefault(folder, Set.of())) {
      if (Archives.mayBe(log.file(), log.dateFormat(), name)) {
        return true;
      }
    }
    for (Path pidFile : pidFilesIn.getOrDefault(folder, Set.of())) {
      if (DurableFile.isTemporaryOf(pidFile, name)) {
        return true;
      }
    }
    return false;
  }

  private void lookUp() {
    whole = new HashSet<>(List.of(home, real(home)));
    for (Log log : logs) {
      // a log that is a link itself is followed when it is written
      for (Path file : List.of(log.file(), inRealFolder(log.file()), real(log.file()))) {
        whole.add(file);
        logsIn
            .computeIfAbsent(file.getParent(), folder -> new LinkedHashSet<>())
            .add(new Log(file, log.dateFormat()));
      }
    }
    for (Path pidFile : pidFiles) {
      for (Path file : List.of(pidFile, inRealFolder(pidFile))) {
        whole.add(file);
        pidFilesIn.computeIfAbsent(file.getParent(), folder -> new LinkedHashSet<>()).add(pidFile);
      }
    }
  }

  /** Hundreds of logs are in one folder. */
  private Path inRealFolder(Path file) {
    Path folder = realFolders.computeIfAbsent(file.getParent(), OwnFiles::real);
    return folder.resolve(file.getFileName());
  }

  /** What is not there yet will be made, and is no link then. */
  static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException | SecurityException e) {
      Path folder = file.getParent();
      return folder == null ? file : real(folder).resolve(file.getFileName());
    }
  }
}
