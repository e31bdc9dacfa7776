package io.jstartup.platforms.os;

import java.util.Optional;

/**
 * What became of one of several spawns.
 *
 * @param failure why there is no process; {@code null} when there is one
 */
public record SpawnResult(Optional<ManagedProcess> process, Throwable failure) {
  /** A spawn. */
  @FunctionalInterface
  public interface Spawn {
    ManagedProcess start() throws OsException;
  }

  /** Carries it out, and keeps the reason when it fails. */
  public static SpawnResult of(Spawn spawn) {
    try {
      return new SpawnResult(Optional.of(spawn.start()), null);
    } catch (OsException | RuntimeException | OutOfMemoryError e) {
      return new SpawnResult(Optional.empty(), e);
    }
  }
}
