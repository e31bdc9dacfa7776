package io.jstartup.supervisor.state;

/** What the user wants of an instance, whatever it does at the moment. Only requests change it, never an exit. */
public enum Desired {
  /** It should run. An instance that ended by itself and stays down is still wanted. */
  RUN,
  /** It should be down and stay listed. */
  STOP,
  /** It should be down and forgotten. */
  FORGET
}
