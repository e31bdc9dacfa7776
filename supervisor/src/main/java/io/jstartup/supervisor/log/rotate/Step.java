package io.jstartup.supervisor.log.rotate;

/** What is done of a rotation. Its end between any two of these costs no byte. */
enum Step {
  /** It is noted which files are about to be made. */
  BEGUN,
  /** Half of the bytes are copied. */
  HALF_COPIED,
  /** The copies are whole and on the disk. */
  COPIED,
  /** That is noted. */
  READY,
  /** The bytes have left the log. */
  SHORTENED,
  /** The copies have their names. */
  NAMED,
  /** Nothing is noted any more. */
  SETTLED
}
