package io.jstartup.supervisor.output;

import io.jstartup.model.exec.RunAs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Both spools of one instance. For the writer's thread. */
final class SpoolPair {
  private final SpoolFiles files;
  private final BiFunction<Path, Optional<RunAs>, Log> logs;
  private final Map<Stream, Spool> spools = new EnumMap<>(Stream.class);
  private Recipe recipe;
  private boolean leaving;

  SpoolPair(
      SpoolFiles files, Recipe recipe, BiFunction<Path, Optional<RunAs>, Log> logs, Room room) {
    this.files = files;
    this.recipe = recipe;
    this.logs = logs;
    for (Stream stream : Stream.values()) {
      spools.put(
          stream,
          new Spool(
              files.spool(stream),
              files.position(stream),
              recipe.format(stream),
              logs(stream),
              room));
    }
  }

  SpoolFiles files() {
    return files;
  }

  Iterable<Spool> spools() {
    return spools.values();
  }

  private List<Log> logs(Stream stream) {
    List<Log> found = new ArrayList<>();
    recipe.logs(stream).forEach(file -> found.add(logs.apply(Path.of(file), recipe.user())));
    return found;
  }

  void follow(Recipe newRecipe) throws IOException {
    leaving = false;
    if (!newRecipe.equals(recipe)) {
      recipe = newRecipe;
      for (Map.Entry<Stream, Spool> entry : spools.entrySet()) {
        Stream stream = entry.getKey();
        entry.getValue().redirect(recipe.format(stream), logs(stream));
      }
    }
  }

  void recover() throws IOException {
    for (Spool spool : spools()) {
      spool.recover();
    }
  }

  /** The instance is gone: once all is written, so are the files. */
  void leave() {
    leaving = true;
  }

  boolean leaving() {
    return leaving;
  }

  boolean finished() throws IOException {
    for (Spool spool : spools()) {
      if (!spool.finished()) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is nothing in them that is not written. */
  boolean exhausted() throws IOException {
    for (Spool spool : spools()) {
      if (!spool.exhausted()) {
        return false;
      }
    }
    return true;
  }

  void endLines(Map<Stream, Long> at) {
    at.forEach((stream, offset) -> spools.get(stream).endLineAt(offset));
  }

  void forget() {
    spools.values().forEach(Spool::forget);
  }
}
