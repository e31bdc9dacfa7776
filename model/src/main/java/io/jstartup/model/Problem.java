package io.jstartup.model;

/**
 * One thing that went wrong, in the words the user reads: what failed and on what, why, and what to do.
 *
 * @param what what failed, on what, user strings in single quotes: {@code cannot read process file 'x.json'}
 * @param why the reason: {@code line 3: ',' expected}; may be empty
 * @param remedy what the reader can do now; may be empty
 */
public record Problem(String what, String why, String remedy) {
  public Problem(String what, String why) {
    this(what, why, "");
  }

  /** {@code what: why; remedy}. */
  public String message() {
    StringBuilder text = new StringBuilder(what);
    if (!why.isEmpty()) {
      text.append(": ").append(why);
    }
    if (!remedy.isEmpty()) {
      text.append("; ").append(remedy);
    }
    return text.toString();
  }
}
