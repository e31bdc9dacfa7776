package io.jstartup.platforms.service;

import java.util.List;
import java.util.stream.Stream;

/**
 * What became of one setting.
 *
 * @param field its PM2 name
 * @param note what carries it, what differs, or why it is lost
 */
public record MappedField(String field, Fidelity fidelity, String note) {
  public static MappedField approximated(String field, String note) {
    return new MappedField(field, Fidelity.APPROXIMATED, note);
  }

  /** The stop settings of an app that the runner stops well, but not at a shutdown. */
  public static List<MappedField> notAtShutdown(String what) {
    return Stream.of("kill_signal", "kill_timeout", "treekill")
        .map(field -> approximated(field, "by the runner; at a shutdown " + what))
        .toList();
  }
}
