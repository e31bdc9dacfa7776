package io.jstartup.supervisor.process;

/** Hears of every change of an instance, on the loop's thread. Must not change anything itself before the turn's end. */
public interface Observer {
  /** It is new, its app was replaced. */
  default void described(Instance instance) {}

  /** Its state or its process changed. */
  void changed(Instance instance);

  /** It is off the list; no word of a change of it follows. */
  void removed(Instance instance);

  /** It sent a message over its channel: a JSON value. */
  default void said(Instance instance, Object message) {}

  /** Something to tell the outside: {@code start}, {@code online}, {@code exit}, {@code stop}, {@code delete}. */
  default void happened(String event, Instance instance, int pid, String detail) {}
}
