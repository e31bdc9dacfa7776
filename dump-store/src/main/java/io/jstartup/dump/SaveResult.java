package io.jstartup.dump;

/** What became of a wish to save. Failures are exceptions. */
public enum SaveResult {
  /** The list is on the disk. */
  SAVED,
  /** It was there already, to the last byte. */
  UNCHANGED,
  /** An empty list replaces a saved one only by force: nothing was changed. */
  EMPTY_NOT_SAVED,
  /** A list of services of the init system alone replaces one that has others only by force: nothing was changed. */
  SERVICES_NOT_SAVED
}
