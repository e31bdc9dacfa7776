package io.jstartup.supervisor.log.read;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** How far logs went when the following began, so that one that is followed later is followed from there. */
final class KnownEnds {
  private final Map<Path, Long> ends = new HashMap<>();
  private final RotationNotes notes;

  KnownEnds(RotationNotes notes) {
    this.notes = notes;
  }

  /** All files of a folder. */
  void note(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.log")) {
      for (Path file : files) {
        note(file, notes.now().gone(file) + Files.size(file));
      }
    } catch (IOException | DirectoryIteratorException e) {
      return; // what is not there has no end
    }
  }

  void note(Path file, long end) {
    ends.put(file, end);
  }

  /** Another offset for one that is new since. */
  long of(Path file, long other) {
    return ends.getOrDefault(file, other);
  }
}
