package io.jstartup.cli.logs;

/** The time that stands before a line. */
interface Clock {
  /** May be empty. */
  String text();
}
