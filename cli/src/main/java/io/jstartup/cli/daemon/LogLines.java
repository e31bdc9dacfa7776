package io.jstartup.cli.daemon;

import io.jstartup.cli.output.Console;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** The supervisor's log: a line each, with the time in front. */
record LogLines(Console console) implements Consumer<String> {
  @Override
  public void accept(String line) {
    console.say(LocalDateTime.now().truncatedTo(ChronoUnit.MILLIS) + ": " + line);
  }
}
