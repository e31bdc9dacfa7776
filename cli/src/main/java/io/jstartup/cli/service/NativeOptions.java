package io.jstartup.cli.service;

import io.jstartup.cli.boot.HookOptions;
import java.util.List;
import java.util.OptionalInt;

/**
 * What was asked of {@code native}.
 *
 * @param hook whose apps
 * @param names which of them; none: all
 * @param version empty: the one that is found
 * @param report show what becomes of each setting
 * @param json show everything as JSON
 * @param strict refuse to lose a setting
 */
public record NativeOptions(
    HookOptions hook,
    List<String> names,
    OptionalInt version,
    boolean report,
    boolean json,
    boolean strict) {
  public NativeOptions {
    names = List.copyOf(names);
  }
}
