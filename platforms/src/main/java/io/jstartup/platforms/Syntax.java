package io.jstartup.platforms;

import java.util.List;

/**
 * How one file format carries any text literally. Pure. What it can't carry at all is an {@link IllegalArgumentException} whose
 * message says why, before anything is written.
 */
public interface Syntax {
  /** The text as a whole value. Everything that a template puts in goes through here unless one of the others was asked for. */
  String value(String text);

  /** The text as one of several words of a value. */
  String word(String text);

  /** A program and its arguments. */
  String commandLine(List<String> argv);
}
