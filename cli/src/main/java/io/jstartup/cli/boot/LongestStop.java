package io.jstartup.cli.boot;

import io.jstartup.dump.AppEntries;
import io.jstartup.dump.json.Json;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.StopPolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The longest time that an app of a saved list may take to stop, read entry by entry: root reads lists that others made as long as they like. */
final class LongestStop {
  private Optional<Duration> longest = Optional.empty();

  private LongestStop() {}

  /**
   * That of the entries that can be used; the usual one when there are none.
   *
   * @throws io.jstartup.dump.json.JsonException when it is no JSON
   */
  static Duration in(byte[] dump) {
    LongestStop found = new LongestStop();
    Json.parseEach(dump, found::add);
    return found.longest.orElse(StopPolicy.DEFAULT_TIMEOUT);
  }

  private void add(Object entry) {
    List<Object> alone = Collections.singletonList(entry);
    for (SavedInstance saved : AppEntries.read(alone).instances()) {
      Duration mine = saved.app().stop().longest();
      longest = longest.filter(other -> other.compareTo(mine) >= 0).or(() -> Optional.of(mine));
    }
  }
}
