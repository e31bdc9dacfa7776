package io.jstartup.supervisor.output;

import io.jstartup.io.DurableFile;
import io.jstartup.io.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The folder of spools: makes and removes the files of instances. Any thread. */
final class SpoolFolder {
  private final Path path;
  private final Set<String> wanted = new HashSet<>();

  SpoolFolder(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  SpoolFiles files(String uniqueId) {
    return new SpoolFiles(path, uniqueId);
  }

  /** Makes all ready for the app's process to open its spools. What is in these already stays. */
  synchronized void want(String uniqueId, Recipe recipe) throws IOException {
    Folders.make(path);
    wanted.add(uniqueId);
    SpoolFiles files = files(uniqueId);
    for (Stream stream : Stream.values()) {
      if (!Files.exists(files.spool(stream))) {
        Files.deleteIfExists(files.position(stream)); // of a spool that is gone
      }
    }
    byte[] text = recipe.text();
    if (!Arrays.equals(text, recipeText(files))) {
      DurableFile.system().publish(files.recipe(), text);
    }
  }

  private static byte[] recipeText(SpoolFiles files) throws IOException {
    try {
      return Files.readAllBytes(files.recipe());
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  synchronized void unwant(String uniqueId) {
    wanted.remove(uniqueId);
  }

  /** False: it is an instance's again. */
  synchronized boolean deleteUnlessWanted(String uniqueId) throws IOException {
    if (wanted.contains(uniqueId)) {
      return false;
    }
    files(uniqueId).delete();
    return true;
  }

  synchronized void deleteSpools(String uniqueId) throws IOException {
    files(uniqueId).deleteSpools();
  }

  /** All instances that have a recipe here. */
  List<String> uniqueIds() throws IOException {
    List<String> ids = new ArrayList<>();
    if (Files.isDirectory(path)) {
      try (var found = Files.newDirectoryStream(path)) {
        for (Path file : found) {
          Optional.ofNullable(SpoolFiles.uniqueIdOf(file)).ifPresent(ids::add);
        }
      }
    }
    return ids;
  }

  Optional<Recipe> recipe(String uniqueId) throws IOException {
    return Recipe.parse(recipeText(files(uniqueId)));
  }
}
