package io.jstartup.generator;

import io.jstartup.generator.run.UserFiles;
import io.jstartup.model.hook.Account;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How long a user's saved apps may take to stop.
 *
 * @param duration the longest drain with kill_timeout of the saved list, however absurd (an install refuses what would block a shutdown), or
 *     {@link #DEFAULT}
 * @param warning why it is the default although there is a list; empty otherwise
 */
public record StopBudget(Duration duration, Optional<String> warning) {
  /** What a hook gets when nothing is saved yet. The supervisor prolongs it where the init system lets it. */
  public static final Duration DEFAULT = Duration.ofSeconds(10);

  /**
   * Reads the saved list with its owner's rights. A list that is too large for the memory, as its owner may make it, is one that can't be read.
   *
   * @param there whether there is a saved list at all
   * @param longestTimeout reads the list; may throw a {@link RuntimeException} for a damaged one
   */
  public static StopBudget of(
      Account account, Path dump, boolean there, Function<byte[], Duration> longestTimeout) {
    if (!there) {
      return new StopBudget(DEFAULT, Optional.empty());
    }
    try {
      return new StopBudget(
          longestTimeout.apply(new UserFiles().read(account, dump)), Optional.empty());
    } catch (RuntimeException e) {
      return unknown(e.getMessage());
    } catch (OutOfMemoryError e) {
      return unknown("the saved list '" + dump + "' needs more memory than Java has here");
    }
  }

  private static StopBudget unknown(String why) {
    return new StopBudget(
        DEFAULT,
        Optional.of(
            "the hook gives the apps "
                + DEFAULT.toSeconds()
                + " s to stop, as their own limits are unknown: "
                + why));
  }
}
