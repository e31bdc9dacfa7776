package io.jstartup.supervisor.process;

/** Does what an app's drain policy asks for before it is stopped. On the loop's thread, which it never blocks. */
public interface Drainer {
  /**
   * Begins for an instance that has one.
   *
   * @param done runs once when all of it is done or has failed, in a later turn, unless it is given up before
   */
  Drain begin(Instance instance, Runnable done);
}
