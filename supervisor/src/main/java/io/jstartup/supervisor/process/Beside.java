package io.jstartup.supervisor.process;

/**
 * What makes an instance one half of a reload: it was started beside another one, to take its place.
 *
 * @param uniqueId of the one whose place it takes; empty: it is no such instance
 * @param id that it will have then
 * @param proven whether it has taken the place, so that the other one goes; else it goes itself when the reload is cut short
 */
public record Beside(String uniqueId, int id, boolean proven) {
  /** Nothing of it. */
  public static final Beside NOBODY = new Beside("", -1, false);

  /** Whether it may turn out to be of no use. */
  public boolean onTrial() {
    return !uniqueId.isEmpty() && !proven;
  }

  Beside proved() {
    return new Beside(uniqueId, id, true);
  }
}
