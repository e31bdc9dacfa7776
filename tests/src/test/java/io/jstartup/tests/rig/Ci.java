package io.jstartup.tests.rig;

/** Whether this is a run of continuous integration, where nothing may be left out. */
public final class Ci {
  private Ci() {}

  public static boolean runs() {
    return "true".equals(System.getenv("CI"));
  }
}
