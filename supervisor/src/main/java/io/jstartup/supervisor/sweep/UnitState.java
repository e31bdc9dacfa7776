package io.jstartup.supervisor.sweep;

/** What the init system says of the unit that the supervisor belongs to. */
@FunctionalInterface
public interface UnitState {
  /** Whether it is inactive or failed and has no job that would start it; false also when that can't be told. */
  boolean down();
}
