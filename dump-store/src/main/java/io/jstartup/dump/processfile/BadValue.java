package io.jstartup.dump.processfile;

/** A value that is not of an attribute's type. */
final class BadValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadValue() {
    this(null);
  }

  /** Why, when that is not clear from what was wanted. */
  BadValue(String why) {
    super(why, null, false, false);
  }
}
