package io.jstartup.supervisor.process;

/** One drain under way. */
public interface Drain {
  /** Nothing more comes of it. */
  void giveUp();
}
