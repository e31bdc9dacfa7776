package io.jstartup.cli.boot;

import io.jstartup.model.ProblemsException;

/** A folder that an option names. */
public final class NamedFolder {
  private NamedFolder() {}

  /**
   * The option's value, as it is.
   *
   * @throws ProblemsException when it is empty, as of a variable in a script that is not set: that would be the current folder
   */
  public static String require(String option, String value) {
    if (value.isEmpty()) {
      throw new ProblemsException(
          "cannot use '' for " + option,
          "it names no folder; a variable that is not set looks like that",
          "name the folder, the current one by a dot: " + option + " .");
    }
    return value;
  }
}
