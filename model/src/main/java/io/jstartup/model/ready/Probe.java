package io.jstartup.model.ready;

import java.time.Duration;
import java.util.List;

/**
 * A question that is put to an app again and again, from outside.
 *
 * @param kind how it is asked
 * @param target what is asked: one text, or for {@link Kind#EXEC} the words of a command. {@code ${NAME}} in it stands for a variable
 *     of the app's environment
 * @param interval from one question's end to the next question
 * @param timeout no answer by then is a bad one
 * @param threshold so many answers in a row decide
 */
public record Probe(
    Kind kind, List<String> target, Duration interval, Duration timeout, int threshold) {
  /** More would be a probe that is switched off. */
  public static final Duration LONGEST = Duration.ofDays(1);

  public Probe {
    target = List.copyOf(target);
  }

  /** How it is asked, and what a good answer is. */
  public enum Kind {
    /** An {@code http://} address that answers a GET with a status from 200 to 399. */
    HTTP,
    /** {@code HOST:PORT}, a port of this machine, or a UNIX socket's path, that takes a connection. */
    TCP,
    /** A command that ends with exit code 0, run as the app is: user, folder, environment. */
    EXEC,
    /** A text that came in a line of the app's out or error log since it was started, or since it was last looked for. */
    LOG,
    /** A file that is there, relative to the app's folder. */
    FILE;

    /** The attribute that names it. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
